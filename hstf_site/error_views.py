"""Responses when a request or the site itself fails."""

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from core.disk import is_full
from core.malformed_forms import MalformedForm
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
    """Respond with "no room" if a full disk is the cause of the current error."""
    if is_full(sys.exc_info()[1]):
        return HttpResponse(render_to_string("507.html", around()), status=507)
    return HttpResponse(render_to_string("500.html", around()), status=500)
