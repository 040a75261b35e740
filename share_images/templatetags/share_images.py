"""The share image in a page's head."""

from typing import Any

from django import template
from django.conf import settings

from share_images.canvas import HEIGHT, WIDTH
from share_images.cards import CARDS, STANDARD

register = template.Library()


@register.simple_tag
def share_image(name: str, picture: dict[str, Any] | None = None) -> dict[str, Any]:
    """
    Return the picture of a page type, by its name; by default the general one.

    `picture`: one that the page brings itself.
    """
    if picture:
        return picture
    name = name or STANDARD
    return {
        "url": f"{settings.PUBLIC_URL}/share/{name}.png",
        "alt": CARDS[name].alt,
        "width": WIDTH,
        "height": HEIGHT,
    }
