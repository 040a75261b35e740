"""
ZIP codes and cities, from the data inside the `zipcodes` package: no network, no table.

Its positions are those of GeoNames (CC BY 4.0), its list of codes that of the postal
service; see docs/decisions/0012-zip-codes-from-a-package.md.
"""

import functools
import math
from typing import Any, NamedTuple

import zipcodes

EARTH_RADIUS_MILES = 3958.8


class Position(NamedTuple):
    """A place on earth, in degrees north and east."""

    latitude: float
    longitude: float


def row_position(row: dict[str, Any]) -> Position | None:
    """Read a row's position; the package writes zeros where it knows none."""
    found = Position(float(row["lat"] or 0), float(row["long"] or 0))
    return found if found != (0, 0) else None


def zip_rows(code: str) -> list[dict[str, Any]]:
    """Give what is known about a ZIP code; `code` begins with five ASCII digits."""
    return zipcodes.matching(code[:5])


def zip_position(code: str) -> Position | None:
    rows = zip_rows(code) if code[:5].isascii() and code[:5].isdigit() else []
    return next(filter(None, map(row_position, rows)), None)


@functools.lru_cache(maxsize=512)
def city_position(city: str, state: str) -> Position | None:
    """Give the middle of the ZIP codes of a city, such as ("El Paso", "TX")."""
    name = city.replace(".", "").replace("St ", "Saint ")
    rows = zipcodes.filter_by(city=name, state=state) if name else []
    found = list(filter(None, map(row_position, rows)))
    if not found:
        return None
    return Position(
        sum(each.latitude for each in found) / len(found),
        sum(each.longitude for each in found) / len(found),
    )


def miles(one: Position, other: Position) -> float:
    """Give the distance along the ground in a straight line (haversine)."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(one.longitude - other.longitude)
    chord = (
        math.sin((north - south) / 2) ** 2
        + math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    )
    return 2 * EARTH_RADIUS_MILES * math.asin(math.sqrt(chord))
