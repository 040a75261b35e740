"""Reports whether the site responds at all, for load balancers and proxies."""

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin


class HealthCheckMiddleware(MiddlewareMixin):
    """
    Responds that this process is running, whatever the host.

    The database is left out on purpose: without it, cached pages are still sent.
    """

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        if request.path != "/healthz" or request.method not in {"GET", "HEAD"}:
            return None
        return HttpResponse(
            "ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"}
        )
