"""
The tile map: one square for every jurisdiction.

The map is 11 squares wide. On a phone of 320 pixels that leaves 288 for it, so a square
of 41 in 481 units is 24.5 pixels: room enough for a finger.
"""

from collections.abc import Iterable
from typing import Any

from django import template

from core.drawing import text

register = template.Library()

TILE = 41
TILE_PITCH = 44


@register.filter
def tile_map(places: Iterable[Any]) -> dict[str, Any]:
    """
    Return the squares from left to right and from top to bottom, as a reader goes.

    Places without a `tile_column` and a `tile_row` are not on the map.
    """
    placed = [
        place for place in places if None not in (place.tile_row, place.tile_column)
    ]
    placed.sort(key=lambda place: (place.tile_row, place.tile_column))
    corners = [
        (place.tile_column * TILE_PITCH, place.tile_row * TILE_PITCH)
        for place in placed
    ]
    return {
        "width": max((x for x, _y in corners), default=0) + TILE,
        "height": max((y for _x, y in corners), default=0) + TILE,
        "size": TILE,
        "tiles": [
            {
                "place": place,
                "x": x,
                "y": y,
                "text_x": text(x + TILE / 2),
                "text_y": text(y + TILE / 2),
            }
            for place, (x, y) in zip(placed, corners, strict=True)
        ],
    }
