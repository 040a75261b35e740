"""Bars that compare what several sources say about one thing."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from core.drawing import text
from stats.charts.values import countable, is_open

BAR_WIDTH = 90  # of 100, so that an open end has room


def bars(observations: Iterable[Any]) -> dict[str, Any] | None:
    """Bars on one scale from zero; None unless two or more have a number."""
    rows = [row for row in observations if countable(row.number) is not None]
    most = max((row.upper_bound or row.number for row in rows), default=Decimal(0))
    if len(rows) < 2 or not most:
        return None
    drawn = [bar(row, BAR_WIDTH / float(most)) for row in rows]
    return {
        "bars": drawn,
        "has_open": any(row["ticks"] for row in drawn),
        "has_range": any(row["range_width"] for row in drawn),
    }


def bar(observation: Any, scale: float) -> dict[str, Any]:
    """
    Draw one source's number, in hundredths of the drawing's width.

    `ticks` are the x of an open end, which stands for "more than"; the range of a
    source that gives two numbers goes on from `width` by `range_width`.
    """
    width = float(observation.number) * scale
    reach = float(observation.upper_bound or observation.number) * scale
    steps = (0.8, 2.4, 4) if is_open(observation.qualifier) else ()
    return {
        "observation": observation,
        "width": text(width),
        "ticks": [text(reach + step) for step in steps],
        "range_width": text(reach - width) if reach > width else "",
    }
