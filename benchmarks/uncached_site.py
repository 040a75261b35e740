"""The site without the page cache in front of it: every request makes its page."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
