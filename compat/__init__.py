"""Every reach into the inside of Wagtail, Django or a library, one small file each."""
