"""The step chart: what each source said about a statistic, and since when."""

from collections.abc import Iterable
from typing import Any

from stats.charts.series import (
    Series,
    can_use_as_of,
    chains,
    day_of,
    has_height,
    is_withdrawal,
    is_wrong,
)
from stats.charts.step_layout import WIDTHS, StepDrawing
from stats.charts.values import is_open

STYLES = 3  # strokes that tell lines apart


def step_chart(observations: Iterable[Any]) -> dict[str, Any] | None:
    """Draw published values; None unless one source gave two numbers in a row."""
    rows = [row for row in observations if row.first_published_at]
    found = [chain for chain in chains(rows) if any(has_height(row) for row in chain)]
    series = [
        Series(letter_of(index), index % STYLES + 1, chain)
        for index, chain in enumerate(found)
    ]
    if not any(len(one.drawn) > 1 for one in series):
        return None
    shown = [row for one in series for row in one.rows]
    is_as_of = can_use_as_of([one.rows for one in series])
    days = sorted(day_of(row, is_as_of=is_as_of) for row in shown)
    drawings = [
        StepDrawing(name, width, series, is_as_of=is_as_of)
        for name, width in WIDTHS.items()
    ]
    count = len([row for one in series for row in one.drawn])
    return {
        "drawings": drawings,
        "series": series,
        "is_as_of": is_as_of,
        "count": count,
        "first": days[0],
        "last": days[-1],
        "has_open": any(has_height(row) and is_open(row.qualifier) for row in shown),
        "has_range": any(has_height(row) and row.upper_bound for row in shown),
        "has_correction": any(
            is_wrong(one, row) for one in series for row in one.drawn
        ),
        "has_withdrawal": any(is_withdrawal(row) for row in shown),
        "has_words": any(
            not has_height(row) and not is_withdrawal(row) for row in shown
        ),
        # Whether any value lacks a label in one of the drawings.
        "is_thinned": any(len(drawing.labels) < count for drawing in drawings),
    }


def letter_of(index: int) -> str:
    return chr(ord("A") + index) if index < 26 else str(index + 1)
