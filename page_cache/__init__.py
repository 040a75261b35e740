"""
Keeps whole public pages in memory, and answers with them before Django runs.

It knows nothing of what the pages are about. Read `wsgi` first, then `key`, `entry`,
`store`, `stamp` and `changes`.
"""
