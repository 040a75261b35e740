"""Headers of every response, wherever it comes from."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

from hstf_site.caching import FOR_NOBODY

# Images meant for other sites, shown beside a link to a page.
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
        # Responses from before caching was decided: rejected hosts, methods
        # and URLs, and the redirect to HTTPS, which a cache may confuse with HTTP.
        response.headers.setdefault("Cache-Control", FOR_NOBODY)
        return response
