"""
Makes the files of places/data from two packages, for bin/extract-places.

The site itself never imports it.
"""
