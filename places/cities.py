"""Cities and towns by their names, from data/cities.tsv."""

import functools
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from places.counties import county_table
from places.geography import Coordinates
from places.names import city_key
from places.zip_codes import NOWHERE

LARGE = 100_000  # people
CITIES = Path(__file__).parent / "data" / "cities.tsv"


class City(NamedTuple):
    """A city, in the state in which it was looked for."""

    name: str
    state: str
    county: str
    position: Coordinates | None
    population: int


class CityTable:
    """All cities, in arrays, and the rows of each name."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.names: list[str] = []
        self.states: list[str] = []
        self.counties = array("I")
        self.degrees = array("d")
        self.people = array("I")
        self.rows: dict[str, tuple[int, ...]] = {}
        known: dict[str, str] = {}  # one string for all that are the same
        crossing: list[tuple[int, str]] = []
        for row, line in enumerate(lines):
            name, state, county, north, east, people, others, also_in = line.split("\t")
            self.names.append(known.setdefault(name, name))
            self.states.append(known.setdefault(state, state))
            self.counties.append(int(county or 0))
            self.degrees.extend((float(north or NOWHERE), float(east or NOWHERE)))
            self.people.append(int(people or 0))
            for each in {
                city_key(name),
                *map(city_key, filter(None, others.split("|"))),
            }:
                self.rows[each] = (*self.rows.get(each, ()), row)
            crossing += [(row, code) for code in also_in.split()]
        for row, state in crossing:
            self.repeat(row, known.setdefault(state, state))

    def repeat(self, row: int, state: str) -> None:
        """List a city that lies across a state line in the other state, too."""
        key = city_key(self.names[row])
        if state in (self.states[each] for each in self.rows[key]):
            return
        self.rows[key] = (*self.rows[key], len(self.names))
        self.names.append(self.names[row])
        self.states.append(state)
        self.counties.append(0)
        self.degrees.extend(self.degrees[2 * row : 2 * row + 2])
        self.people.append(self.people[row])

    def at(self, row: int) -> City:
        north, east = self.degrees[2 * row], self.degrees[2 * row + 1]
        return City(
            self.names[row],
            self.states[row],
            county_table().name(self.counties[row]),
            Coordinates(north, east) if north != NOWHERE else None,
            self.people[row],
        )


@functools.cache
def city_table() -> CityTable:
    with CITIES.open(encoding="utf-8") as lines:
        next(lines)
        return CityTable(lines)


def cities_named(key: str, state: str = "") -> list[City]:
    """
    Return the cities whose names have this key (`city_key`), the most populous first.

    A state has one city of a name.
    """
    found = map(city_table().at, city_table().rows.get(key, ()))
    there = [city for city in found if state in {"", city.state}]
    return sorted(there, key=lambda city: -city.population)


def city_coordinates(city: str, state: str) -> Coordinates | None:
    """Return the center of a city, such as ("El Paso", "TX"), however it is written."""
    found = cities_named(city_key(city), state) if city.strip() else []
    return found[0].position if found else None


def large_cities() -> list[City]:
    """Return those with at least `LARGE` people, the most populous first."""
    table = city_table()
    rows = [row for row, people in enumerate(table.people) if people >= LARGE]
    rows.sort(key=lambda row: -table.people[row])
    return [table.at(row) for row in rows]
