"""The door through which a WSGI server reaches the site."""

import os

from django.core.wsgi import get_wsgi_application

# A server that names no settings is a public one.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hstf_site.settings.production")

application = get_wsgi_application()
