"""The picture that other sites show beside a link to a page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from share_images.cards import CARDS, png

A_WEEK = 7 * 24 * 60 * 60


@require_safe
@cache_control(public=True, max_age=A_WEEK)
def share_image(request: HttpRequest, name: str) -> HttpResponse:
    """Serve one of a fixed set; no visitor input is drawn."""
    if name not in CARDS:
        raise Http404
    return HttpResponse(png(name, get_language() or "en"), content_type="image/png")
