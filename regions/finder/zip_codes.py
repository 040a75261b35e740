"""
ZIP codes and cities, from the data inside the `zipcodes` package: no network, no table.

Its positions are those of GeoNames (CC BY 4.0), its list of codes that of the postal
service; see docs/decisions/0012-zip-codes-from-a-package.md.
"""

import csv
import functools
import math
import re
import unicodedata
from pathlib import Path
from typing import Any, NamedTuple

import zipcodes
from django.utils.translation import gettext as _

from core.text_cleanup import bare
from regions.finder.place_names import ASSOCIATED, MILITARY, city_key

EARTH_RADIUS_MILES = 3958.8
ZIP_PREFIXES = Path(__file__).parent / "data" / "zip3_state.csv"
# The postal codes that the package knows beside the military and associated ones.
STATES = (
    *("AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "IA"),
    *("ID", "IL", "IN", "KS", "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MS"),
    *("MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA"),
    *("RI", "SC", "SD", "TN", "TX", "UT", "VA", "VT", "WA", "WI", "WV", "WY"),
    *("AS", "GU", "MP", "PR", "VI"),
)
MILITARY_CITIES = {"Apo", "Dpo", "Fpo"}
# Returned parcels and letters to Santa Claus, listed under D.C. but no place there.
SPECIAL_CITIES = {"North Pole", "Parcel Return Service"}


# As typed, or as a spreadsheet leaves it, which takes it for a number and drops zeros.
WRITTEN = re.compile(r"([0-9]{3,5})(?: ?-? ?([0-9]{4}))?(?: ?-)?")
FIGURE = re.compile(r"[0-9]+\.0+|[0-9]{1,3}(?:,[0-9]{3})+(?:\.0+)?")
DIGITS = 5


class ZipCodeError(ValueError):
    """No ZIP code, or not certainly one; its text says why, for the editor."""


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
    rows = zip_rows(code) if re.match("[0-9]{5}", code) else []
    return next(filter(None, map(row_position, rows)), None)


def read_zip_code(typed: str, state: str = "") -> str:
    """
    Return a ZIP code as the postal service writes it: 02108, or 02108-1234.

    Zeros that a spreadsheet has dropped are put back if the code then belongs to
    `state`, a postal code such as MA; without one, to any. Else, a digit may be missing
    anywhere. Raise ZipCodeError for these, and for what is no ZIP code.
    """
    text = re.sub(
        "[\u2010-\u2015\u2212]", "-", unicodedata.normalize("NFKC", bare(typed))
    )
    if not text:
        return ""
    if FIGURE.fullmatch(text):
        text = text.partition(".")[0].replace(",", "")
    match = WRITTEN.fullmatch(text)
    if match is None:
        raise ZipCodeError(
            _(
                "“%(typed)s” is not a ZIP code. Write five digits, or nine with a "
                "hyphen: 02108 or 02108-1234."
            )
            % {"typed": typed}
        )
    code = match[1].zfill(DIGITS)
    states = states_by_prefix().get(code[:3], set())
    if len(match[1]) < DIGITS and (state not in states if state else not states):
        raise ZipCodeError(
            _(
                "“%(typed)s” has too few digits for a ZIP code. With the zeros that a "
                "spreadsheet drops it would be %(code)s, which is not in the state of "
                "this office. Type all five digits."
            )
            % {"typed": typed, "code": code}
        )
    return f"{code}-{match[2]}" if match[2] else code


def position_in(state: str, code: str) -> Position | None:
    """Give the middle of a five-digit ZIP code, if it belongs to the state."""
    if not re.fullmatch(r"[0-9]{5}", code):
        return None
    rows = [row for row in zip_rows(code) if row["state"] == state]
    return next(filter(None, map(row_position, rows)), None)


@functools.cache
def states_by_prefix() -> dict[str, set[str]]:
    """Map the first three digits of a ZIP code to the postal codes that use them."""
    found: dict[str, set[str]] = {}
    with ZIP_PREFIXES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["zip3"], set()).add(row["state"])
    return found


def is_special(row: dict[str, Any]) -> bool:
    """Whether the code is for a kind of mail and stands for no place on the ground."""
    return row["state"] == "DC" and row["city"] in SPECIAL_CITIES


def is_doubtful(row: dict[str, Any]) -> bool:
    """
    Whether the package's state for a code may be wrong, so that a reader is asked.

    Two kinds: military mail booked under a state (09905: New Jersey), and the code of
    one large receiver that has no place on the map (20588: a federal department).
    """
    if row["state"] in MILITARY | ASSOCIATED:
        return False
    at_large = row["zip_code_type"] == "UNIQUE" and row_position(row) is None
    return at_large or row["city"] in MILITARY_CITIES


@functools.cache
def states_by_city() -> dict[str, set[str]]:
    """
    Map each city to the postal codes of the states that have one.

    Names as `city_key` writes them. Codes of one receiver ("UNIQUE") are left out,
    because they name companies. Built once, state by state, to keep the peak small.
    """
    found: dict[str, set[str]] = {}
    for state in sorted({*STATES, *MILITARY, *ASSOCIATED}):
        for row in zipcodes.filter_by(state=state):
            if row["zip_code_type"] == "UNIQUE" or is_doubtful(row):
                continue
            for name in {row["city"], *row["acceptable_cities"]}:
                found.setdefault(name, set()).add(state)
    merged: dict[str, set[str]] = {}
    for name, states in found.items():  # "St Thomas" and "Saint Thomas" are one
        merged.setdefault(city_key(name), set()).update(states)
    return merged


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
