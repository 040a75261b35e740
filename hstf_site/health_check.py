"""Reports whether the site responds at all, for the proxies in front of it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

ADDRESS = "/healthz"


def answer_health_check(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """
    Middleware: say that this process answers, whatever host was asked for.

    The database is left out on purpose: without it, kept pages are still sent.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path == ADDRESS and request.method in {"GET", "HEAD"}:
            return HttpResponse(
                "ok\n",
                content_type="text/plain",
                headers={"Cache-Control": "no-store"},
            )
        return get_response(request)

    return middleware
