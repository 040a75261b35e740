"""
Which of Wagtail's sites a request is for, looked up once in each generation.

The home page, which routes each request, stays loaded with its site.
"""

from django.http import HttpRequest
from django.utils.deprecation import MiddlewareMixin
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from compat.request_site import find_site, set_site
from page_cache.request_cache import once_per_generation

# Names of the keys under which Wagtail looks it up.
ASK_FOR_SITE = {"wagtail_serve"}
# What may lead elsewhere without it, even while the database is away.
MAY_ASK_FOR_SITE = {"directory", "place", "search", "suggestions_json"}


class CachedSiteMiddleware(MiddlewareMixin):
    def process_view(self, request: HttpRequest, *args: object) -> None:
        def find() -> Site | None:
            address = f"{request.get_host()}:{request.get_port()}"
            return once_per_generation(f"site:{address}", lambda: find_site(request))

        name = request.resolver_match and request.resolver_match.url_name
        if name in ASK_FOR_SITE:
            set_site(request, find())
        elif name in MAY_ASK_FOR_SITE:
            set_site(request, SimpleLazyObject(find))
