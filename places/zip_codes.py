"""ZIP codes: the state, county and position of each, from data/zip_codes.tsv."""

import functools
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from places.counties import county_table
from places.geography import Coordinates

ZIP_CODES = Path(__file__).parent / "data" / "zip_codes.tsv"
NOWHERE = 1000.0  # stands in an array for an unknown degree


class ZipCode(NamedTuple):
    """A code. `kind` is empty, po-box, unique, military, special or doubtful."""

    code: str
    state: str
    county: str
    position: Coordinates | None
    kind: str
    is_retired: bool


class ZipTable:
    """All codes, in arrays: 42,789 objects would take ten times the memory."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.codes = array("I")
        self.states: list[str] = []
        self.kinds: list[str] = []
        self.counties = array("I")
        self.degrees = array("d")
        self.retired: set[int] = set()
        known: dict[str, str] = {}  # one string for all that are the same
        for line in lines:
            code, state, _city, county, north, east, kind, retired = line.split("\t")
            self.codes.append(int(code))
            self.states.append(known.setdefault(state, state))
            self.kinds.append(known.setdefault(kind, kind))
            self.counties.append(int(county or 0))
            self.degrees.extend((float(north or NOWHERE), float(east or NOWHERE)))
            if retired != "\n":
                self.retired.add(int(code))

    def at(self, row: int) -> ZipCode:
        north, east = self.degrees[2 * row], self.degrees[2 * row + 1]
        number = self.codes[row]
        return ZipCode(
            f"{number:05}",
            self.states[row],
            county_table().name(self.counties[row]),
            Coordinates(north, east) if north != NOWHERE else None,
            self.kinds[row],
            number in self.retired,
        )


@functools.cache
def zip_table() -> ZipTable:
    with ZIP_CODES.open(encoding="utf-8") as lines:
        next(lines)
        return ZipTable(lines)


def zip_code(code: str) -> ZipCode | None:
    """Return what is known about a ZIP code, if it is five ASCII digits and exists."""
    if not re.fullmatch("[0-9]{5}", code):
        return None
    table, number = zip_table(), int(code)
    row = bisect_left(table.codes, number)
    is_known = row < len(table.codes) and table.codes[row] == number
    return table.at(row) if is_known else None


def zip_coordinates(code: str, state: str = "") -> Coordinates | None:
    """Return the center of a five-digit ZIP code; with `state`, only if it is there."""
    found = zip_code(code)
    return found.position if found and state in {"", found.state} else None


def zips_of(state: str) -> list[ZipCode]:
    """Return the codes of a state in use that have a position, in order."""
    table = zip_table()
    rows = (row for row, each in enumerate(table.states) if each == state)
    return [
        each
        for each in map(table.at, rows)
        if each.position and not each.is_retired and each.kind != "special"
    ]
