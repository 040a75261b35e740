"""
Redirects that take a single step, and never loop.

Wagtail stores them and creates them when a page is renamed or moved; its rows are not
changed. The final target is resolved for each request.
"""
