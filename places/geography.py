"""Positions, the distance between them, and the states of a ZIP code's beginning."""

import csv
import functools
import math
from pathlib import Path
from typing import NamedTuple

EARTH_RADIUS_MILES = 3958.8
ZIP_PREFIXES = Path(__file__).parent / "data" / "zip3_state.csv"


class Coordinates(NamedTuple):
    """A geographic position, in degrees north and east."""

    latitude: float
    longitude: float


@functools.cache
def states_by_prefix() -> dict[str, set[str]]:
    """Map the first three digits of a ZIP code to the postal codes that use them."""
    found: dict[str, set[str]] = {}
    with ZIP_PREFIXES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["zip3"], set()).add(row["state"])
    return found


def miles(one: Coordinates, other: Coordinates) -> float:
    """Return the great-circle distance (haversine)."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(one.longitude - other.longitude)
    chord = (
        math.sin((north - south) / 2) ** 2
        + math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    )
    return 2 * EARTH_RADIUS_MILES * math.asin(math.sqrt(chord))
