"""The door through which a WSGI server reaches the site."""

import gc
import os
from contextlib import suppress

import django
from django.db import DatabaseError, connection
from django.urls import resolve

from compat.request_charset import UTF8Handler

# A server that names no settings is a public one.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hstf_site.settings.production")

django.setup(set_prefix=False)

from hstf_site.caching import keep_pages  # noqa: E402 - its models need the apps

site = UTF8Handler()
application = keep_pages(site)

# SQLite shares a file of notes between its connections, and takes it away with the last
# one. On a full disk it could not be made again, and nothing could be read. So one
# connection stays open, which nobody uses.
if connection.vendor == "sqlite":
    with suppress(DatabaseError), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sqlite_master LIMIT 1")

# What is loaded before anybody asks stays for good. Looking through it for garbage,
# again and again, would hold up a page by a tenth of a second each time.
resolve("/")  # loads all addresses, and what answers them
gc.collect()
gc.freeze()
