"""The WSGI entry point."""

import gc
import os
import sys
from contextlib import suppress

import django
from django.conf import settings
from django.db import DatabaseError, connection
from django.urls import resolve

from compat.request_charset import UTF8Handler
from page_cache.wsgi import PageCache
from places.loading import load

# Without explicit settings, this is a public server.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hstf_site.settings.production")

django.setup(set_prefix=False)

from hstf_site import caching  # noqa: E402 - its models need the apps
from hstf_site.web_database import limit_waiting  # noqa: E402 - the same

limit_waiting()
site = UTF8Handler()
application = site if settings.DEBUG else caching.keep_pages(site)

# A kept page takes microseconds. While another thread renders, it would wait for that
# one's turn to end: by default five milliseconds. This costs a rendered page 2 to 4 %.
sys.setswitchinterval(0.00025)

# SQLite's connections share a `-shm` file, which is removed with the last
# one. On a full disk it could not be created again, and nothing could be read. So one
# unused connection stays open.
if connection.vendor == "sqlite":
    with suppress(DatabaseError), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sqlite_master LIMIT 1")

# Objects loaded at startup stay forever. Scanning them for garbage
# would delay a page by a tenth of a second each time.
resolve("/")  # loads all URLs and their views
load()  # or else the first look-up would have to wait for it
gc.collect()
gc.freeze()

if isinstance(application, PageCache) and settings.GENERATION_FILE:
    caching.start(application)
