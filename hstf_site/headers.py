"""Headers of every response, wherever it comes from."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

from hstf_site.caching import FOR_NOBODY
from hstf_site.official_site import is_official


class ResponseHeadersMiddleware(MiddlewareMixin):
    """Says what other sites, search engines and caches may do with a response."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        # Other sites show these images beside a link to a page.
        is_shared = request.path.startswith("/share/")
        response["Cross-Origin-Resource-Policy"] = (
            "cross-origin" if is_shared else "same-origin"
        )
        # A copy of the site must not pass for the original in search engines.
        if not is_official(request):
            response["X-Robots-Tag"] = "noindex, nofollow"
        # Responses from before caching was decided: rejected hosts, methods
        # and URLs, and the redirect to HTTPS, which a cache may confuse with HTTP.
        response.headers.setdefault("Cache-Control", FOR_NOBODY)
        return response
