"""Whether the site answers at all: asked by load balancers and proxies."""

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

ADDRESS = "/healthz"


class HealthCheckMiddleware(MiddlewareMixin):
    """
    Answers that this process is running, whatever host was asked for.

    The database is left out on purpose: without it, cached pages are still sent.
    """

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        if request.path != ADDRESS or request.method not in {"GET", "HEAD"}:
            return None
        return HttpResponse(
            "ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"}
        )
