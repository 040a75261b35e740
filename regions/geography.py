"""
Where ZIP codes and cities are, from the `zipcodes` package: no network, no table.

Its coordinates are those of GeoNames (CC BY 4.0), its list of codes that of the Postal
Service; see docs/decisions/0012-zip-codes-from-a-package.md.
"""

import csv
import functools
import math
import re
from pathlib import Path
from typing import Any, NamedTuple

import zipcodes

EARTH_RADIUS_MILES = 3958.8
ZIP_PREFIXES = Path(__file__).parent / "data" / "zip3_state.csv"


class Coordinates(NamedTuple):
    """A geographic position, in degrees north and east."""

    latitude: float
    longitude: float


def row_coordinates(row: dict[str, Any]) -> Coordinates | None:
    """Read a row's coordinates; the package writes zeros where it knows none."""
    found = Coordinates(float(row["lat"] or 0), float(row["long"] or 0))
    return found if found != (0, 0) else None


def zip_rows(code: str) -> list[dict[str, Any]]:
    """Return what the package knows about a ZIP code: five ASCII digits."""
    return zipcodes.matching(code)


def zip_coordinates(code: str, state: str = "") -> Coordinates | None:
    """Return the center of a five-digit ZIP code; with `state`, only if it is there."""
    rows = zip_rows(code) if re.fullmatch("[0-9]{5}", code) else []
    there = (row_coordinates(row) for row in rows if state in {"", row["state"]})
    return next(filter(None, there), None)


@functools.lru_cache(maxsize=512)
def city_coordinates(city: str, state: str) -> Coordinates | None:
    """Return the center of a city's ZIP codes, such as ("El Paso", "TX")."""
    name = city.replace(".", "").replace("St ", "Saint ")
    rows = zipcodes.filter_by(city=name, state=state) if name else []
    found = list(filter(None, map(row_coordinates, rows)))
    if not found:
        return None
    return Coordinates(
        *(sum(degrees) / len(found) for degrees in zip(*found, strict=True))
    )


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
