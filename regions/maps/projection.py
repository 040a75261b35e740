"""
Where a position stands on the map: one projection for the outlines and for the marks.

The 48 states between Canada and Mexico are drawn in the equal-area conic projection of
Albers, with the parallels that the U.S. Geological Survey uses for them. Alaska, Hawaii
and the territories are insets, each with parallels of its own, and not to scale.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

from places.geography import Coordinates


class Point(NamedTuple):
    """A position on the map, in units of its viewBox."""

    x: float
    y: float


class Extent(NamedTuple):
    """A rectangle of the map."""

    left: float
    top: float
    width: float
    height: float

    def contains(self, point: Point) -> bool:
        across, down = point.x - self.left, point.y - self.top
        return 0 <= across <= self.width and 0 <= down <= self.height

    def around(self, margin: float) -> "Extent":
        """Return the rectangle with a margin on every side."""
        return Extent(
            self.left - margin,
            self.top - margin,
            self.width + 2 * margin,
            self.height + 2 * margin,
        )


WHOLE = Extent(-20, 0, 4140, 2790)


@dataclass(frozen=True)
class Frame:
    """
    A part of the map with a projection of its own.

    `center` is a position on the globe, which stands at `at`; distances along the
    `parallels` are true. `scale` is how many units a radius of the Earth takes.
    """

    center: Coordinates
    parallels: tuple[float, float]
    at: Point
    scale: float

    def project(self, place: Coordinates) -> Point:
        """Return where a position stands (Snyder, Map Projections, 1987, page 100)."""
        one, other = (math.sin(math.radians(each)) for each in self.parallels)
        cone = (one + other) / 2
        constant = 1 - one**2 + 2 * cone * one

        def radius(latitude: float) -> float:
            sine = math.sin(math.radians(latitude))
            return math.sqrt(constant - 2 * cone * sine) / cone

        # The Aleutian Islands reach across the 180th meridian.
        east = (place.longitude - self.center.longitude + 180) % 360 - 180
        angle = cone * math.radians(east)
        far = radius(place.latitude)
        return Point(
            self.at.x + self.scale * far * math.sin(angle),
            self.at.y
            - self.scale * (radius(self.center.latitude) - far * math.cos(angle)),
        )


def frame(
    center: tuple[float, float],
    parallels: tuple[float, float],
    at: tuple[float, float],
    scale: float,
) -> Frame:
    return Frame(Coordinates(*center), parallels, Point(*at), scale)


STATES = frame((37.5, -96), (29.5, 45.5), (2020, 1345), 5440)
INSETS = {
    "AK": frame((64, -152), (55, 65), (575, 2350), 1560),
    "HI": frame((20.6, -157.3), (19, 22), (1310, 2600), 5000),
    "GU": frame((13.45, 144.78), (13, 14), (2035, 2640), 25000),
    "MP": frame((14.7, 145.5), (14, 15), (2330, 2640), 10500),
    "AS": frame((-14.25, -170.2), (-15, -13), (2720, 2660), 17000),
    "PR": frame((18.2, -66.4), (18, 19), (3455, 2660), 10000),
    "VI": frame((18.05, -64.8), (17, 19), (3980, 2640), 19000),
}
# What frames each of them on the map of all.
BOXES = {
    "AK": Extent(-10, 2130, 940, 520),
    "HI": Extent(1000, 2420, 530, 350),
    "GU": Extent(1920, 2510, 240, 260),
    "MP": Extent(2200, 2510, 240, 260),
    "AS": Extent(2480, 2510, 500, 260),
    "PR": Extent(3160, 2510, 550, 260),
    "VI": Extent(3850, 2490, 260, 280),
}


def frame_of(code: str) -> Frame:
    """Return the part of the map that holds a state or territory, by postal code."""
    return INSETS.get(code, STATES)


def on_map(place: Coordinates, code: str) -> Point:
    """Return where a position in this state or territory stands."""
    return frame_of(code).project(place)
