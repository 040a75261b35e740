"""Responses when a request or the site itself fails."""

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from core.disk import is_full
from core.malformed_forms import MalformedForm
from hstf_site.away import cause
from hstf_site.unavailable import unavailable
from site_details.reading import last_known


def around() -> dict[str, Any]:
    """Return what the menu needs; it asks nothing of a database that may be away."""
    return {"site": last_known()}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Respond with 400. Only messages meant for the reader are shown."""
    words = str(exception) if isinstance(exception, MalformedForm) else ""
    return HttpResponse(
        render_to_string("400.html", {"words": words, **around()}), status=400
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Respond with what is behind the current error: a full disk, or the database."""
    error = sys.exc_info()[1]
    if is_full(error):
        return HttpResponse(render_to_string("507.html", around()), status=507)
    if away := cause(error):
        return unavailable(request, away, around())
    return HttpResponse(render_to_string("500.html", around()), status=500)
