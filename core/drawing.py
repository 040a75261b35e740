"""
Plain geometry for templates to draw as SVG.

Coordinates are text, so that no language writes them with a decimal comma.
"""

from dataclasses import dataclass


def text(number: float) -> str:
    """Write a coordinate as short as it is exact enough."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Rect:
    """One rectangle of a drawing."""

    x: str
    y: str
    width: str
    height: str


def rect(x: float, y: float, width: float, height: float) -> Rect:
    return Rect(text(x), text(y), text(width), text(height))
