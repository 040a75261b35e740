"""
Which of Wagtail's sites a request is for, looked up once in each generation.

The home page, which routes each request, stays loaded with its site.
"""

from django.http import HttpRequest
from django.utils.deprecation import MiddlewareMixin
from wagtail.models import Site

from compat.request_site import set_site
from page_cache.request_cache import once_per_generation

# Names of the keys under which Wagtail looks it up.
ASK_FOR_SITE = {"directory", "place", "search", "wagtail_serve"}


class CachedSiteMiddleware(MiddlewareMixin):
    def process_view(self, request: HttpRequest, *args: object) -> None:
        match = request.resolver_match
        if match and match.url_name in ASK_FOR_SITE:
            address = f"{request.get_host()}:{request.get_port()}"
            site = once_per_generation(
                f"site:{address}", lambda: Site.find_for_request(request)
            )
            set_site(request, site)
