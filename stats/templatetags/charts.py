"""Drawings to count: unit charts, structures and bars, from plain numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import template

from core.drawing import Rect, rect, text
from stats.charts.values import countable, is_open

register = template.Library()


# Unit charts: one small square for every so many

PITCH = 4  # from one square to the next
SQUARE = 3
MOST_SQUARES = 5000
TICKS = (0, 2.5, 5)  # the slim bars of a broken end, each 1 wide


@dataclass(frozen=True)
class UnitChart:
    """
    Squares in rows from the bottom up, as rectangles of a pattern of squares.

    `drawn` counts the whole squares of the number, `per_square` what one stands for.
    A range goes on in `range_rects`; `ticks` break the end of a "more than", and may
    stand up to 6 units beyond the width.
    """

    drawn: int
    per_square: int
    width: int
    height: int
    rects: list[Rect]
    range_rects: list[Rect]
    ticks: list[Rect]


def unit_chart(
    number: Any,
    per_square: int = 1,
    columns: int = 50,
    upper: Any = None,
    qualifier: str = "",
) -> UnitChart | None:
    """
    Draw `number` to count; None where there is no number to draw.

    Where there would be too many squares, each stands for ten times as many.
    """
    number = countable(number)
    if number is None:
        return None
    reach = max(number, countable(upper) or number)
    while reach / per_square > MOST_SQUARES:
        per_square *= 10
    squares = number / per_square
    whole, part = int(squares), float(squares % 1)
    used = whole + (part > 0)
    last = max(used, int(reach / per_square))
    has_ticks = is_open(qualifier)
    height = max(-(-last // columns), 1) * PITCH

    def place(index: int) -> tuple[int, int]:
        row, column = divmod(index, columns)
        return column * PITCH, height - (row + 1) * PITCH

    rects = squares_between(0, whole, columns, height)
    if part:  # the last square is drawn as wide as what is left for it
        rects.append(rect(*place(whole), SQUARE * part, SQUARE))
    # Behind the last square, also where its row is full.
    x, y = place(last - 1) if last else (-PITCH, 0)
    return UnitChart(
        drawn=whole,
        per_square=per_square,
        width=columns * PITCH,
        height=height,
        rects=rects,
        range_rects=squares_between(used, last, columns, height),
        ticks=[rect(x + PITCH + step, y, 1, SQUARE) for step in TICKS]
        if has_ticks
        else [],
    )


@dataclass(frozen=True)
class CountedStatistic:
    """A statistic of a band, drawn from its first value; `noun` is what is counted."""

    statistic: Any
    value: Any
    drawing: UnitChart | None
    noun: str


@register.filter
def drawn_to_count(charts: Iterable[dict[str, Any]]) -> list[CountedStatistic]:
    """
    Draw charts that stand beside each other: their statistic, per_square, square_noun.

    Those with the same number in a square keep the same, however large one of them
    grows: then more squares always mean more.
    """
    rows = list(charts)
    values = [row["statistic"].current_observations[0] for row in rows]
    scales: dict[int, int] = {}
    for row, value in zip(rows, values, strict=True):
        asked = row["per_square"]
        drawing = unit_chart(value.number, asked, upper=value.upper_bound)
        scales[asked] = max(
            scales.get(asked, asked), drawing.per_square if drawing else 1
        )
    return [
        CountedStatistic(
            statistic=row["statistic"],
            value=value,
            drawing=unit_chart(
                value.number,
                scales[row["per_square"]],
                upper=value.upper_bound,
                qualifier=value.qualifier,
            ),
            noun=row["square_noun"]
            if scales[row["per_square"]] == row["per_square"]
            else row["statistic"].unit or row["square_noun"],
        )
        for row, value in zip(rows, values, strict=True)
    ]


def squares_between(first: int, last: int, columns: int, height: int) -> list[Rect]:
    """Cover the squares from `first` on, before `last`, with few rectangles."""
    rects = []
    while first < last:
        row, column = divmod(first, columns)
        rows = (last - first) // columns if column == 0 else 0
        count = rows * columns or min(columns - column, last - first)
        tall = max(rows, 1)
        rects.append(
            rect(
                column * PITCH,
                height - (row + tall) * PITCH,
                count // tall * PITCH,
                tall * PITCH,
            )
        )
        first += count
    return rects


# The structures: a hub, a meeting point, a network, a council

GLYPH_WIDTH = 160
GLYPH_HEIGHT = 76
MOST_TILES = 300


@dataclass(frozen=True)
class Glyph:
    """
    A drawing of one structure: filled and outlined paths, and a fine field.

    `large` and `small` count the filled and the outlined squares of a network;
    `is_capped` says that there are more than are drawn.
    """

    height: int
    filled: str = ""
    outlined: str = ""
    large: int = 0
    small: int = 0
    field: UnitChart | None = None
    field_y: int = 0
    is_capped: bool = False


def grid(count: int, per_row: int, size: int, pitch: float, top: float) -> str:
    """Give the path of `count` squares in rows that begin at `top`."""
    return "".join(
        f"M{text(index % per_row * pitch + 0.5)} {text(index // per_row * pitch + top)}"
        f"h{size}v{size}h-{size}z"
        for index in range(count)
    )


def network(filled: Any, outlined: Any) -> Glyph:
    """Draw large squares for the first count and small ones for the second."""
    counts = [int(countable(number) or 0) for number in (filled, outlined)]
    large, small = (min(count, MOST_TILES) for count in counts)
    large_height = -(-large // 10) * 16
    small_height = -(-small // 15) * 10.6
    height = max(GLYPH_HEIGHT, int(large_height + small_height) + 2)
    top = height - large_height - small_height
    return Glyph(
        height=height,
        filled=grid(large, 10, 12, 15.9, top),
        outlined=grid(small, 15, 6, 10.6, top + large_height + 2),
        large=large,
        small=small,
        is_capped=max(counts) > MOST_TILES,
    )


def council(number: Any, qualifier: str) -> Glyph:
    columns = GLYPH_WIDTH // PITCH
    squares = unit_chart(number, 1, columns=columns, qualifier=qualifier)
    if squares is None:
        return Glyph(height=GLYPH_HEIGHT)
    height = max(GLYPH_HEIGHT, squares.height)
    return Glyph(
        height=height,
        field=squares,
        field_y=height - squares.height,
    )


@register.simple_tag
def glyph(
    name: str, first: Any = None, second: Any = None, qualifier: str = ""
) -> Glyph:
    """Draw a structure by its name; networks and councils are drawn to count."""
    if name == "network":
        return network(first, second)
    if name == "council":
        return council(first, qualifier)
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
    """
    One source's number as a bar, in hundredths of the drawing's width.

    `ticks` are the x of a broken end, which stands for "more than"; the range of a
    source that gives two numbers goes on from `width` by `range_width`.
    """

    observation: Any
    width: str
    ticks: list[str]
    range_width: str


@dataclass(frozen=True)
class Bars:
    """Bars on one scale, and what a reader has to be told about them."""

    bars: list[Bar]
    has_open: bool
    has_range: bool


@register.filter
def bars(observations: Iterable[Any]) -> Bars | None:
    """Bars on one scale from zero; None unless two or more have a number."""
    rows = [row for row in observations if countable(row.number) is not None]
    most = max((row.upper_bound or row.number for row in rows), default=Decimal(0))
    if len(rows) < 2 or not most:
        return None
    drawn = [bar(row, BAR_WIDTH / float(most)) for row in rows]
    return Bars(
        bars=drawn,
        has_open=any(row.ticks for row in drawn),
        has_range=any(row.range_width for row in drawn),
    )


def bar(observation: Any, scale: float) -> Bar:
    width = float(observation.number) * scale
    reach = float(observation.upper_bound or observation.number) * scale
    has_ticks = is_open(observation.qualifier)
    return Bar(
        observation=observation,
        width=text(width),
        ticks=[text(reach + step) for step in (0.8, 2.4, 4)] if has_ticks else [],
        range_width=text(reach - width) if reach > width else "",
    )
