"""
ZIP codes whose land lies in two or three states, from data/multi_state_zips.csv.

The Postal Service gives each code one state. Where another state holds a twentieth of
the land or more, or nobody has said how much, only the reader knows which one is meant.
"""

import csv
import functools
import re
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
SHARE = re.compile(r"([A-Z]{2}) ([0-9.]+)%")
SMALL_SHARE = 5.0  # percent of the land


class Division(NamedTuple):
    """The states among which a reader chooses, and those with less of the land."""

    states: tuple[str, ...]  # the postal one first
    also_in: tuple[str, ...] = ()


@functools.cache
def divisions() -> dict[str, Division]:
    """Map each code that crosses a state line to its states."""
    with (DATA / "multi_state_zips.csv").open(encoding="utf-8", newline="") as lines:
        return {row["zip"]: division(row) for row in csv.DictReader(lines)}


def division(row: dict[str, str]) -> Division:
    postal = row["usps_state"]
    shares = {code: float(part) for code, part in SHARE.findall(row["land_share_2020"])}
    others = sorted(
        {*row["states"].split("; ")} - {postal},
        key=lambda code: (-shares.get(code, 0), code),
    )
    large = [code for code in others if shares.get(code, SMALL_SHARE) >= SMALL_SHARE]
    small = [code for code in others if code not in large]
    return Division((postal, *large), tuple(small))
