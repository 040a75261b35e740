"""Rate limits for guessing the shared passwords of pages and documents."""

from functools import partial
from typing import Any

from allauth.core.ratelimit import respond_429
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from wagtail.documents.views.serve import (
    authenticate_with_password as ask_for_document,
)
from wagtail.views import authenticate_with_password as ask_for_page

from audit.log import write_now
from compat.rate_limits import client_address, consume

# Wrong attempts only: a whole office may share one address and the right password.
FROM_ONE_ADDRESS = "5/5m/key"
FROM_ALL = "100/5m/key"
attempt = partial(consume, action="private")


@never_cache
def page(request: HttpRequest, **numbers: int) -> HttpResponseBase:
    kept_by = f"page:{numbers['page_view_restriction_id']}"
    return asked_slowly(request, kept_by, ask_for_page, numbers)


@never_cache
def document(request: HttpRequest, **numbers: int) -> HttpResponseBase:
    kept_by = f"collection:{numbers['restriction_id']}"
    return asked_slowly(request, kept_by, ask_for_document, numbers)


def asked_slowly(
    request: HttpRequest, kept_by: str, view: Any, numbers: dict[str, int]
) -> HttpResponseBase:
    """Count an attempt before it is checked, and uncount it if it was right."""
    if request.method != "POST":
        return view(request, **numbers)  # viewing the form is not an attempt
    from_here = f"{kept_by} {client_address(request)}"
    mine = attempt(request, rate=FROM_ONE_ADDRESS, key=from_here)
    # An unchecked attempt is not counted: else one address could lock out the others.
    everybodys = mine and attempt(request, rate=FROM_ALL, key=kept_by)
    if not (mine and everybodys):
        write_now("private.locked_out", restriction=kept_by)
        return respond_429(request)
    response = view(request, **numbers)
    if response.status_code != 200:
        for counted in (mine, everybodys):
            counted.rollback()
    return response
