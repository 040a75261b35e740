"""The states of a ZIP code or a city, and where the package may be wrong."""

import functools
from typing import Any

import zipcodes

from regions.finder.place_names import ASSOCIATED, MILITARY, city_key
from regions.geography import row_coordinates, states_by_prefix


def is_special(row: dict[str, Any]) -> bool:
    """Return whether the code is for a kind of mail, not for a place."""
    # Letters to Santa Claus and returned parcels are listed under D.C.
    return row["state"] == "DC" and row["city"] in {
        "North Pole",
        "Parcel Return Service",
    }


def is_doubtful(row: dict[str, Any]) -> bool:
    """
    Return whether the package's state for a code may be wrong, so readers are asked.

    Two kinds: military mail listed under a state (09905: New Jersey), and the code of
    one large receiver that has no place on the map (20588: a federal department).
    """
    if row["state"] in MILITARY | ASSOCIATED:
        return False
    at_large = row["zip_code_type"] == "UNIQUE" and row_coordinates(row) is None
    return at_large or row["city"] in {"Apo", "Dpo", "Fpo"}


@functools.cache
def states_by_city() -> dict[str, set[str]]:
    """
    Map each city to the postal codes of the states that have one.

    Names as `city_key` writes them. Codes of one receiver ("UNIQUE") are left out,
    because they name companies. Built once, state by state, to keep the peak small.
    """
    found: dict[str, set[str]] = {}
    for state in sorted(set().union(*states_by_prefix().values())):
        for row in zipcodes.filter_by(state=state):
            if row["zip_code_type"] == "UNIQUE" or is_doubtful(row):
                continue
            for name in {row["city"], *row["acceptable_cities"]}:
                found.setdefault(name, set()).add(state)
    merged: dict[str, set[str]] = {}
    for name, states in found.items():  # "St Thomas" and "Saint Thomas" are one
        merged.setdefault(city_key(name), set()).update(states)
    return merged
