"""Reports whether this process responds, and whether it hears of changes."""

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from page_cache.apps import site_generation

PATHS = frozenset({"/healthz", "/readyz"})
LONGEST_UNSURE = 0.5  # seconds; with what counts as sure, less than 3 in all


class HealthCheckMiddleware(MiddlewareMixin):
    """
    Responds to load balancers and proxies, whatever the host, and without a query.

    `/healthz`: the process is running; without the database, it still sends kept pages.
    `/readyz`: it also hears of every change. A node that does not is better than none.
    """

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        if request.path not in PATHS or request.method not in {"GET", "HEAD"}:
            return None
        body, status = "ok\n", 200
        if request.path == "/readyz":
            is_ready = site_generation().unsure_for() < LONGEST_UNSURE
            body, status = ("ready\n", 200) if is_ready else ("not ready\n", 503)
        response = HttpResponse(
            body,
            status=status,
            content_type="text/plain",
            headers={"Cache-Control": "no-store"},
        )
        # The watcher has told of it; each probe would tell of it again.
        response._has_been_logged = True  # type: ignore[attr-defined] # Django's
        return response
