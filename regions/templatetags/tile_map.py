"""
The tile map: one square for every jurisdiction.

The map is 11 squares wide. On a phone of 320 pixels that leaves 288 for it, so a square
of 41 in 481 units is 24.5 pixels: room enough for a finger.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template

from core.drawing import text

register = template.Library()

TILE = 41
TILE_PITCH = 44


@dataclass(frozen=True)
class Tile:
    """One jurisdiction's square, and its center for the letters."""

    place: Any
    x: int
    y: int
    text_x: str
    text_y: str


@dataclass(frozen=True)
class TileMap:
    """Squares from left to right and top to bottom, in reading order."""

    width: int
    height: int
    size: int
    tiles: list[Tile]


@register.filter
def tile_map(places: Iterable[Any]) -> TileMap:
    """Place what has a `tile_column` and a `tile_row`; others are not on the map."""
    placed = [
        (place.tile_row, place.tile_column, place)
        for place in places
        if place.tile_row is not None and place.tile_column is not None
    ]
    placed.sort(key=lambda item: item[:2])
    drawn = [
        Tile(
            place=place,
            x=column * TILE_PITCH,
            y=row * TILE_PITCH,
            text_x=text(column * TILE_PITCH + TILE / 2),
            text_y=text(row * TILE_PITCH + TILE / 2),
        )
        for row, column, place in placed
    ]
    return TileMap(
        width=max((tile.x for tile in drawn), default=0) + TILE,
        height=max((tile.y for tile in drawn), default=0) + TILE,
        size=TILE,
        tiles=drawn,
    )
