"""
Workarounds for Django, Wagtail and libraries, one small file each.

Each file begins with the same four parts: what it works around, the upstream issue, the
version that somebody looked at, and when to delete it. A test reads them: it fails for
a newer minor version, and warns of a newer patch release.
"""
