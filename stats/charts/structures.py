"""Drawings of structures: a hub, a meeting point, a network, a council."""

from typing import Any

from core.drawing import text
from stats.charts.unit_chart import PITCH, unit_chart
from stats.charts.values import countable

GLYPH_WIDTH = 160
GLYPH_HEIGHT = 76
MOST_TILES = 300


def grid(count: int, per_row: int, size: int, pitch: float, top: float) -> str:
    """Return the path of `count` squares in rows that begin at `top`."""
    return "".join(
        f"M{text(index % per_row * pitch + 0.5)} {text(index // per_row * pitch + top)}"
        f"h{size}v{size}h-{size}z"
        for index in range(count)
    )


def network(filled: Any, outlined: Any) -> dict[str, Any]:
    """Draw large squares for the first count and small ones for the second."""
    counts = [int(countable(number) or 0) for number in (filled, outlined)]
    large, small = (min(count, MOST_TILES) for count in counts)
    large_height = -(-large // 10) * 16
    small_height = -(-small // 15) * 10.6
    height = max(GLYPH_HEIGHT, int(large_height + small_height) + 2)
    top = height - large_height - small_height
    return {
        "height": height,
        "filled": grid(large, 10, 12, 15.9, top),
        "outlined": grid(small, 15, 6, 10.6, top + large_height + 2),
        "large": large,
        "small": small,
        "is_capped": max(counts) > MOST_TILES,
    }


def council(number: Any, qualifier: str) -> dict[str, Any]:
    columns = GLYPH_WIDTH // PITCH
    field = unit_chart(number, 1, columns=columns, qualifier=qualifier)
    field_height = field.height if field else 0
    height = max(GLYPH_HEIGHT, field_height)
    return {"height": height, "field": field, "field_y": height - field_height}


def glyph(
    name: str, first: Any = None, second: Any = None, qualifier: str = ""
) -> dict[str, Any]:
    """
    Draw a structure by its name; networks and councils are drawn to count.

    `filled`, `outlined`: paths; `large` and `small` count their squares in a network,
    and `is_capped` says that there are more than are drawn. `field`: a UnitChart.
    """
    if name == "network":
        return network(first, second)
    if name == "council":
        return council(first, qualifier)
    if name == "cell":
        return {
            "height": GLYPH_HEIGHT,
            "filled": "M28 34h28v28H28z",
            "outlined": "M1 20h55v42H1zM28 34h55v41H28z",
        }
    return {"height": GLYPH_HEIGHT, "filled": "M0 20h56v56H0z"}
