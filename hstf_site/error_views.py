"""Responses when a request or the site itself fails."""

import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

from core.disk import is_full
from core.malformed_forms import MalformedForm


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Respond with 400. Only messages meant for the reader are shown."""
    words = str(exception) if isinstance(exception, MalformedForm) else ""
    return HttpResponse(render_to_string("400.html", {"words": words}), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Respond with "no room" if a full disk is the cause of the current error."""
    if is_full(sys.exc_info()[1]):
        return HttpResponse(render_to_string("507.html"), status=507)
    return defaults.server_error(request)
