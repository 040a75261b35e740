"""Why something was refused, told to whoever tried it."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.admin import messages

heard: ContextVar[list[str] | None] = ContextVar("heard", default=None)


class Refusal(PermissionDenied):
    """Refuses in a sentence that says what to do instead: `message`."""

    message: Any

    def __init__(self) -> None:
        super().__init__(str(self.message))
        told = heard.get()
        if told is not None:
            told.append(str(self.message))


def say_why(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """
    Middleware: add the reason where Wagtail only says that permission is missing.

    It catches every refusal, and leads to the first page of the admin.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        told: list[str] = []
        token = heard.set(told)
        try:
            response = get_response(request)
        finally:
            heard.reset(token)
        if told and response.get("Location") == reverse("wagtailadmin_home"):
            messages.warning(request, told[-1])
        return response

    return middleware
