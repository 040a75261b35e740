"""The door through which a WSGI server reaches the site."""

import os

import django

from hstf_site.caching import keep_pages
from hstf_site.refusing import Handler

# A server that names no settings is a public one.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hstf_site.settings.production")

django.setup(set_prefix=False)

application = keep_pages(Handler())
