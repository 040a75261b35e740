"""Unit charts: one small square for every so many."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.drawing import Rect, rect
from stats.charts.values import countable, is_open

PITCH = 4  # from one square to the next
SQUARE = 3
MOST_SQUARES = 5000
SIDE_BY_SIDE = 70  # squares in a row of one of four charts: as wide as its column
TICKS = (0, 2.5, 5)  # the slim bars of a broken end, each 1 wide


@dataclass(frozen=True)
class UnitChart:
    """
    Squares in rows from the bottom up, as rectangles of a pattern of squares.

    `drawn` counts the whole squares of the number, `per_square` what one stands for.
    A range continues in `range_rects`; `ticks` break the end of a "more than", and may
    extend up to 6 units beyond the width.
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
    Draw `number` as squares; None if there is no number to draw.

    If there would be too many squares, each stands for ten times as many.
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
    if part:  # the last square is as wide as the remainder
        rects.append(rect(*place(whole), SQUARE * part, SQUARE))
    # After the last square, even if its row is full.
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


def drawn_to_count(charts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """
    Draw charts side by side: their statistic, per_square, square_noun.

    Each is drawn from its first value; `noun` is what is counted.

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
        {
            "statistic": row["statistic"],
            "value": value,
            "drawing": unit_chart(
                value.number,
                scales[row["per_square"]],
                SIDE_BY_SIDE,
                upper=value.upper_bound,
                qualifier=value.qualifier,
            ),
            "noun": row["square_noun"]
            if scales[row["per_square"]] == row["per_square"]
            else row["statistic"].unit or row["square_noun"],
        }
        for row, value in zip(rows, values, strict=True)
    ]


def squares_between(first: int, last: int, columns: int, height: int) -> list[Rect]:
    """Cover the squares from `first` up to `last` with few rectangles."""
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
