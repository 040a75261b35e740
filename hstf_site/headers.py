"""Headers that every answer carries, whoever gave it."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

from hstf_site.caching import FOR_NOBODY

# Pictures made to be shown on other sites, beside a link to a page.
FOR_OTHER_SITES = "/share/"


class ResponseHeadersMiddleware(MiddlewareMixin):
    """Keeps our files from other sites, and sets a missing `Cache-Control`."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        is_shared = request.path.startswith(FOR_OTHER_SITES)
        response["Cross-Origin-Resource-Policy"] = (
            "cross-origin" if is_shared else "same-origin"
        )
        # What was settled before the site knew who may keep it: refused hosts, methods
        # and addresses, and the way to HTTPS, which a cache may not tell from HTTP.
        response.headers.setdefault("Cache-Control", FOR_NOBODY)
        return response
