"""Redirects requests that nothing else answers. Replaces Wagtail's middleware."""

from collections.abc import Callable

from django.http import (
    HttpRequest,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from wagtail.contrib.redirects.models import Redirect

from pages.redirects.any_case import in_lower_case
from pages.redirects.following import destination, stored_at


def lead_on(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: redirects readers from an old URL to the new one, in one step."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code != 404:
            return response
        return redirection(request) or in_lower_case(request) or response

    return middleware


def redirection(request: HttpRequest) -> HttpResponseBase | None:
    # As sent: `stored_at` also looks for the decoded spelling.
    asked = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    found = stored_at(asked, request)
    leads_to = found and destination(found, request)
    if not found or not leads_to:
        return None
    kind = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
    # Browsers cache a permanent one forever, but a page may move back: the cached one
    # would lead there, the new one back, and the reader would be caught in a loop.
    return kind(leads_to, headers={"Cache-Control": "no-cache"})
