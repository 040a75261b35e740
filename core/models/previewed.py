"""Records without a page of their own, previewed in the page that shows them."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from wagtail.models import PreviewableMixin

# A template and its context, with the draft in place of what readers see; None if
# no page would show it.
Shown = tuple[str, dict[str, Any]] | None
Showing = Callable[[Any, HttpRequest], Shown]


class PreviewedInPage(PreviewableMixin):
    """
    A record that some page shows.

    The page may belong to a higher app, so that app registers how: see `previews`.
    """

    showing: Showing | None = None

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        modes: list[tuple[str, str]] = super().preview_modes
        return modes if type(self).showing else []

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        shown = type(self).showing
        found = shown and shown(self, request)
        if not found:
            raise Http404
        template, context = found
        return TemplateResponse(request, template, {"request": request, **context})


def previews(model: type[PreviewedInPage]) -> Callable[[Showing], Showing]:
    """Register a function that shows a draft of this model in its page."""

    def register(function: Showing) -> Showing:
        model.showing = staticmethod(function)
        return function

    return register
