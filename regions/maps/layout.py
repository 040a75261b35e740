"""
Where marks and their labels stand in a drawing, so that none hides another.

Sizes are in `em`, so that a style sheet can draw all of them smaller where the map is
wide: what has room at full size has it then, too.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from core.drawing import Box, is_free, text, text_width
from regions.maps.marks import Town
from regions.maps.projection import Extent, Point

# Half the width of what is drawn, in em: a square or a diamond, or only a ring.
LARGE, SMALL = 0.46, 0.3
# How many em lie between two marks.
GAP = 0.12
# Marks that are farther from each other than this cannot overlap.
REACH = 2 * LARGE + GAP
# A mark that was moved this far, in em, gets a line to its town.
NOTICED = 0.15
# How large marks are where the map is wide; map.css says the same.
WIDE = 0.58


@dataclass
class MapMark:
    """A town as it is drawn."""

    town: Town
    x: float
    y: float
    moved: tuple[float, float] = (0.0, 0.0)  # in em
    label: "MapLabel | None" = None

    @property
    def kinds(self) -> set[str]:
        return self.town.kinds

    @property
    def half(self) -> float:
        return SMALL if self.kinds == {"office"} else LARGE

    @property
    def is_moved(self) -> bool:
        return math.hypot(*self.moved) > NOTICED

    def at(self, size: float) -> Point:
        """Return where its middle is if an em is this long."""
        return Point(self.x + self.moved[0] * size, self.y + self.moved[1] * size)

    def move(self, east: float, south: float) -> None:
        self.moved = (self.moved[0] + east, self.moved[1] + south)

    def box(self, size: float) -> Box:
        (x, y), half = self.at(size), self.half * size
        return Box(x - half, y - half, x + half, y + half)

    @property
    def drawn(self) -> dict[str, str]:
        """Return its numbers as SVG attributes."""
        dx, dy = self.moved
        return {
            "x": text(self.x),
            "y": text(self.y),
            "dx": text(dx),
            "dy": text(dy),
            "left": text(dx - 0.42),
            "top": text(dy - 0.42),
        }


@dataclass(frozen=True)
class MapLabel:
    """The name of a town beside its mark; x and y, in em, are those of its baseline."""

    words: str
    x: float
    y: float
    anchor: str
    is_wide_only: bool

    def box(self, mark: MapMark, size: float) -> Box:
        """Return the space that it takes if an em is this long."""
        width = text_width(self.words, size)
        before = {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        left, base = mark.x + self.x * size - before, mark.y + self.y * size
        return Box(left, base - 0.95 * size, left + width, base + 0.27 * size)

    @property
    def drawn(self) -> dict[str, str]:
        return {"x": text(self.x), "y": text(self.y)}


def spread(marks: list[MapMark], size: float) -> None:
    """Move marks apart that would overlap; what is larger stays at its town."""
    places = [mark.at(size) for mark in marks]
    reach = REACH * size
    for _turn in range(40):
        is_done = True
        for one, other in combinations(range(len(marks)), 2):
            a, b = places[one], places[other]
            # Nearly all pairs are far from each other.
            if abs(a.x - b.x) > reach or abs(a.y - b.y) > reach:
                continue
            if moved_apart(marks[one], marks[other], size):
                places[one], places[other] = marks[one].at(size), marks[other].at(size)
                is_done = False
        if is_done:
            return


def moved_apart(one: MapMark, other: MapMark, size: float) -> bool:
    a, b = one.at(size), other.at(size)
    dx, dy = (b.x - a.x) / size, (b.y - a.y) / size
    far = math.hypot(dx, dy)
    lacking = one.half + other.half + GAP - far
    if lacking <= 0.001:
        return False
    # Two towns at one position: to the right.
    east, south = (dx / far, dy / far) if far else (1.0, 0.0)
    share = 0.5 if one.half == other.half else float(one.half > other.half)
    other.move(share * lacking * east, share * lacking * south)
    one.move((share - 1) * lacking * east, (share - 1) * lacking * south)
    return True


def labels(mark: MapMark, is_wide_only: bool) -> Iterator[MapLabel]:
    """Return where a label may stand, the best place first."""
    (x, y), half, words = mark.moved, mark.half, mark.town.city
    beside = half + 0.22
    yield MapLabel(words, x + beside, y + 0.35, "start", is_wide_only)
    yield MapLabel(words, x - beside, y + 0.35, "end", is_wide_only)
    yield MapLabel(words, x, y - half - 0.25, "middle", is_wide_only)
    yield MapLabel(words, x, y + half + 0.95, "middle", is_wide_only)
    for down in (0.95, -0.25):
        yield MapLabel(words, x + half * 0.7, y + down, "start", is_wide_only)
        yield MapLabel(words, x - half * 0.7, y + down, "end", is_wide_only)


def code_box(corner: Point, size: float) -> Box:
    """Return the space of the two letters in the corner of an inset."""
    return Box(corner.x, corner.y, corner.x + 2 * size, corner.y + 1.3 * size)


def place_labels(
    marks: Iterable[MapMark],
    everything: list[MapMark],
    extent: Extent,
    size: float,
    corners: Iterable[Point] = (),
) -> None:
    """Name the towns: at full size where there is room, else only on wide maps."""
    right, bottom = extent.left + extent.width, extent.top + extent.height
    frame = Box(extent.left, extent.top, right, bottom)
    for scale in (size, size * WIDE):
        taken = [each.box(scale) for each in everything]
        taken += [each.label.box(each, scale) for each in everything if each.label]
        taken += [code_box(corner, scale) for corner in corners]
        for mark in marks:
            free = (
                label
                for label in ([] if mark.label else labels(mark, scale != size))
                if label.box(mark, scale).is_inside(frame)
                and is_free(label.box(mark, scale), taken)
            )
            if label := next(free, None):
                mark.label = label
                taken.append(label.box(mark, scale))
