"""Counties, parishes, boroughs and municipios, from data/counties.tsv."""

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from places.geography import Coordinates
from places.names import county_key

COUNTIES = Path(__file__).parent / "data" / "counties.tsv"


class County(NamedTuple):
    """A county. `size` is the population of its cities, for comparing."""

    name: str
    state: str
    position: Coordinates | None
    size: int


class CountyTable:
    """All counties, by FIPS code and by name."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.by_fips: dict[int, County] = {}
        self.by_key: dict[str, list[County]] = {}
        for line in lines:
            fips, name, state, north, east, size = line.rstrip("\n").split("\t")
            position = Coordinates(float(north), float(east)) if north else None
            county = County(name, state, position, int(size or 0))
            self.by_fips[int(fips)] = county
            self.by_key.setdefault(county_key(name), []).append(county)
        for found in self.by_key.values():
            found.sort(key=lambda county: -county.size)

    def name(self, fips: int) -> str:
        """Return the name of a county, or nothing for 0."""
        return self.by_fips[fips].name if fips else ""


@functools.cache
def county_table() -> CountyTable:
    with COUNTIES.open(encoding="utf-8") as lines:
        next(lines)
        return CountyTable(lines)


def counties_named(key: str) -> list[County]:
    """Return the counties of a name as `county_key` writes it, the largest first."""
    return county_table().by_key.get(key, [])
