"""What is answered when the site itself fails."""

import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

from core.disk import is_full


def failed(request: HttpRequest) -> HttpResponse:
    """Say "no room" if that is why; Django calls this while it handles the error."""
    if is_full(sys.exc_info()[1]):
        return HttpResponse(render_to_string("507.html"), status=507)
    return server_error(request)
