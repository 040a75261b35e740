"""
Every reach into the inside of Wagtail, Django or a library, one small file each.

Each file begins with the same four lines: what it works around, the upstream issue, the
version that we looked at, and when to delete it. `SEEN` says the version to the tests.
"""
