"""The door through which a WSGI server reaches the site."""

import os

from django.core.wsgi import get_wsgi_application

from hstf_site.caching import keep_pages

# A server that names no settings is a public one.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hstf_site.settings.production")

application = keep_pages(get_wsgi_application())
