"""Previews of drafts, which the admin shows beside its forms."""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF
from django.http import HttpRequest


def let_the_admin_frame_them(
    get_response: Callable[[HttpRequest], Any],
) -> Callable[[HttpRequest], Any]:
    """Middleware: a draft may stand in a frame of our admin, other pages in none."""

    def middleware(request: HttpRequest) -> Any:
        response = get_response(request)
        if getattr(request, "is_preview", False):
            response._csp_replace = {"frame-ancestors": [SELF]}
        return response

    return middleware
