"""Distances as dot products: the larger, the nearer. A place's pairs need thousands."""

from collections.abc import Sequence
from math import cos, hypot, radians, sin
from typing import NamedTuple

from places.geography import Coordinates


class Direction(NamedTuple):
    """A position, as a vector of length 1 from the center of the Earth."""

    x: float
    y: float
    z: float


def direction(at: Coordinates) -> Direction:
    north, east = radians(at.latitude), radians(at.longitude)
    return Direction(cos(north) * cos(east), cos(north) * sin(east), sin(north))


def closeness(one: Direction, other: Direction) -> float:
    """Return the cosine of the angle between two positions."""
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def normal(vector: Sequence[float]) -> Direction:
    """Return the direction of a vector of any length."""
    length = hypot(*vector) or 1.0
    x, y, z = (each / length for each in vector)
    return Direction(x, y, z)
