"""The parts of a step chart, with their positions, as a template draws them."""

from dataclasses import dataclass

from core.drawing import Rect, text


@dataclass(frozen=True)
class Label:
    """Text on the drawing. `anchor` is "start", "middle" or "end", as in SVG."""

    words: str
    x: str
    y: str
    anchor: str


@dataclass(frozen=True)
class Marker:
    """One value on its line; a wrong one is crossed out, an open one has ticks."""

    box: Rect
    cross: str
    ticks: list[Rect]


@dataclass(frozen=True)
class StepLine:
    """One source's values. `ends` are the crosses where a value was withdrawn."""

    letter: str
    style: int
    path: str
    markers: list[Marker]
    ranges: list[Rect]
    ends: list[str]
    key: Rect | None


def cross(x: float, y: float, half: float) -> str:
    """Return the path of two crossing strokes."""
    left, right, top, bottom = (
        text(number) for number in (x - half, x + half, y - half, y + half)
    )
    return f"M{left} {top}L{right} {bottom}M{left} {bottom}L{right} {top}"
