"""Drawings to count: unit charts, structures and bars, from plain numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import template

from core.drawing import Rect, rect, text

register = template.Library()


# Unit charts: one small square for every so many

PITCH = 4
SQUARE = 3
MOST_SQUARES = 5000


@dataclass(frozen=True)
class UnitChart:
    """Squares in rows, the incomplete row on top, as rectangles of a pattern."""

    drawn: int
    is_capped: bool
    width: int
    height: int
    rects: list[Rect]


def countable(number: Any) -> Decimal | None:
    """Give a number that can be drawn; a template hands over "" where none is."""
    return number if isinstance(number, Decimal) and number >= 0 else None


@register.simple_tag
def unit_chart(number: Any, per_square: int = 1, columns: int = 50) -> UnitChart | None:
    """Draw `number` to count; None where there is no number to draw."""
    number = countable(number)
    if number is None:
        return None
    squares = number / max(per_square, 1)
    drawn = min(squares, Decimal(MOST_SQUARES))
    rows, rest = divmod(int(drawn), columns)
    part = float(drawn - int(drawn))
    top = PITCH if rest or part else 0
    rects = []
    if rows:
        rects.append(rect(0, top, columns * PITCH, rows * PITCH))
    if rest:
        rects.append(rect(0, 0, rest * PITCH, PITCH))
    if part:  # the last square is drawn as wide as what is left for it
        rects.append(rect(rest * PITCH, 0, SQUARE * part, SQUARE))
    return UnitChart(
        drawn=int(drawn),
        is_capped=squares > drawn,
        width=columns * PITCH,
        height=max(rows * PITCH + top, PITCH),
        rects=rects,
    )


# The structures: a hub, a meeting point, a network, a council

GLYPH_WIDTH = 160
GLYPH_HEIGHT = 76
MOST_TILES = 300


@dataclass(frozen=True)
class Glyph:
    """A drawing of one structure: filled and outlined paths, and a fine field."""

    height: int
    filled: str = ""
    outlined: str = ""
    field: UnitChart | None = None
    field_y: int = 0


def grid(count: int, per_row: int, size: int, pitch: float, top: float) -> str:
    """Give the path of `count` squares in rows that begin at `top`."""
    return "".join(
        f"M{text(index % per_row * pitch + 0.5)} {text(index // per_row * pitch + top)}"
        f"h{size}v{size}h-{size}z"
        for index in range(count)
    )


def tiles(number: Any) -> int:
    return int(min(countable(number) or 0, MOST_TILES))


def network(filled: Any, outlined: Any) -> Glyph:
    """Draw large squares for the first count and small ones for the second."""
    large, small = tiles(filled), tiles(outlined)
    large_height = -(-large // 10) * 16
    small_height = -(-small // 15) * 10.6
    height = max(GLYPH_HEIGHT, int(large_height + small_height) + 2)
    top = height - large_height - small_height
    return Glyph(
        height=height,
        filled=grid(large, 10, 12, 15.9, top),
        outlined=grid(small, 15, 6, 10.6, top + large_height + 2),
    )


def council(number: Any) -> Glyph:
    field = unit_chart(number, 1, columns=GLYPH_WIDTH // PITCH)
    if field is None:
        return Glyph(height=GLYPH_HEIGHT)
    height = max(GLYPH_HEIGHT, field.height)
    return Glyph(height=height, field=field, field_y=height - field.height)


@register.simple_tag
def glyph(name: str, first: Any = None, second: Any = None) -> Glyph:
    """Draw a structure by its name; networks and councils are drawn to count."""
    # A template hands over "" for a count that is not there.
    first, second = first or None, second or None
    if name == "network":
        return network(first, second)
    if name == "council":
        return council(first)
    if name == "cell":
        return Glyph(
            height=GLYPH_HEIGHT,
            filled="M28 34h28v28H28z",
            outlined="M1 20h55v42H1zM28 34h55v41H28z",
        )
    return Glyph(height=GLYPH_HEIGHT, filled="M0 20h56v56H0z")


# Bars that compare what several sources say of one thing

BAR_WIDTH = 90  # of 100, so that an open end has room


@dataclass(frozen=True)
class Bar:
    """One source's number as a bar; an open end stands for "more than"."""

    observation: Any
    width: str
    ticks: list[str]
    range_width: str


@register.filter
def bars(observations: Iterable[Any]) -> list[Bar]:
    """Bars on one scale from zero; empty unless two or more have a number."""
    rows = [row for row in observations if row.number is not None and row.number >= 0]
    most = max((row.upper_bound or row.number for row in rows), default=Decimal(0))
    if len(rows) < 2 or not most:
        return []
    return [bar(row, BAR_WIDTH / float(most)) for row in rows]


def bar(observation: Any, scale: float) -> Bar:
    width = float(observation.number) * scale
    upper = float(observation.upper_bound or 0) * scale
    is_open = observation.qualifier in {"more_than", "at_least"}
    return Bar(
        observation=observation,
        width=text(width),
        ticks=[text(width + step) for step in (0.8, 2.4, 4)] if is_open else [],
        range_width=text(upper - width) if upper else "",
    )
