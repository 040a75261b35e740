"""The door through which a WSGI server reaches the site."""

import gc
import os

import django
from django.urls import resolve

from hstf_site.caching import keep_pages
from hstf_site.refusing import Handler

# A server that names no settings is a public one.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hstf_site.settings.production")

django.setup(set_prefix=False)

site = Handler()
application = keep_pages(site)

# What is loaded before anybody asks stays for good. Looking through it for garbage,
# again and again, would hold up a page by a tenth of a second each time.
resolve("/")  # loads all addresses, and what answers them
gc.collect()
gc.freeze()
