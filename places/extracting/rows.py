"""Rows of the packages: counties, ZIP codes, and cities of GeoNames."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from places.geography import Coordinates, miles
from places.names import ASSOCIATED, MILITARY, city_key, county_key

# Of these GeoNames has a country each, whose first divisions are not states.
TERRITORIES = {"PR": "72", "VI": "78", "GU": "66", "AS": "60", "MP": "69"}
BESIDE = 15  # miles from a city to a ZIP code of its name
SMALLER = 3  # times as many people may live in another place of the name


def degrees(position: Coordinates | None) -> list[str]:
    return [f"{each:.3f}" for each in position] if position else ["", ""]


@dataclass
class FoundCity:
    """A city of GeoNames, or a name of the Postal Service that GeoNames lacks."""

    name: str
    state: str
    position: Coordinates | None
    people: int = 0
    county: str = ""
    others: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # those of them that help
    also_in: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, str]:
        return self.state, city_key(self.name)

    def cells(self) -> Iterator[str]:
        yield from (self.name, self.state, self.county, *degrees(self.position))
        yield str(self.people or "")
        yield "|".join(self.kept)
        yield " ".join(sorted(self.also_in))


@dataclass
class FoundZip:
    """A row of the package `zipcodes`."""

    code: str
    state: str
    city: str
    county: str
    position: Coordinates | None
    kind: str
    is_active: bool
    names: list[str]

    def cells(self) -> Iterator[str]:
        yield from (self.code, self.state, self.city, self.county)
        yield from degrees(self.position)
        yield self.kind
        yield "" if self.is_active else "yes"


class CountyCodes:
    """The counties of the country, each found however a list writes it."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self.rows = [row for row in rows if row["state"] != "UM"]
        self.codes = {
            (row["state"], county_key(row["name"])): row["fips"] for row in self.rows
        }

    def code(self, state: str, written: str) -> str:
        """Return the FIPS code, or nothing if the state has no such county."""
        return self.codes.get((state, county_key(written)), "")


def zip_kind(row: dict[str, Any], position: Coordinates | None) -> str:
    """Return the kind of a code, with two of our own: special and doubtful."""
    state, city, kind = row["state"], row["city"], row["zip_code_type"]
    # Letters to Santa Claus and returned parcels are listed under D.C.
    if state == "DC" and city in {"North Pole", "Parcel Return Service"}:
        return "special"
    # Military mail listed under a state (09905: New Jersey), and the code of one large
    # receiver that has no place on the map (20588: a federal department).
    is_odd = city in {"Apo", "Dpo", "Fpo"} or (kind == "UNIQUE" and position is None)
    if is_odd and state not in MILITARY | ASSOCIATED:
        return "doubtful"
    return "" if kind == "STANDARD" else str(kind).lower().replace(" ", "-")


def zip_codes(
    rows: Iterable[dict[str, Any]], counties: CountyCodes
) -> Iterator[FoundZip]:
    for row in sorted(rows, key=lambda row: row["zip_code"]):
        place = Coordinates(float(row["lat"] or 0), float(row["long"] or 0))
        position = place if place != (0, 0) else None
        yield FoundZip(
            row["zip_code"],
            row["state"],
            row["city"],
            counties.code(row["state"], row["county"]),
            position,
            zip_kind(row, position),
            row["active"],
            [row["city"], *row["acceptable_cities"]],
        )


def division_code(country: str, division: str) -> str:
    """Return the FIPS code of a territory's division, which GeoNames numbers alike."""
    if country == "GU":
        return "66010"
    return TERRITORIES[country] + division if country in TERRITORIES else ""


def geonames_cities(
    rows: Iterable[dict[str, Any]], zips: Iterable[FoundZip]
) -> list[FoundCity]:
    """Return the cities, one of each name and state: the one that people mean."""
    points: dict[tuple[str, str], list[Coordinates]] = defaultdict(list)
    for each in zips:
        if each.position:
            for name in each.names:
                points[each.state, city_key(name)].append(each.position)
    found: dict[tuple[str, str], FoundCity] = {}
    for row in sorted(rows, key=lambda row: (-row["population"], row["geonameid"])):
        country, division = row["countrycode"], row["admin1code"]
        city = FoundCity(
            row["name"],
            country if country in TERRITORIES else division,
            Coordinates(row["latitude"], row["longitude"]),
            row["population"],
            division_code(country, division),
            row["alternatenames"],
        )
        first = found.setdefault(city.key, city)
        if is_meant(city, first, points[city.key]):
            found[city.key] = city
    return list(found.values())


def is_meant(city: FoundCity, first: FoundCity, own: list[Coordinates]) -> bool:
    """
    Return whether a city is meant rather than a more populous one of the same name.

    The Postal Service knows it by this name, and the other one not: that is part of a
    larger city (Chatham in Chicago), or its number of people is doubtful (Geneva,
    Ohio).
    """
    if city is first or city.people * SMALLER < first.people:
        return False
    return is_beside(city, own) and not is_beside(first, own)


def is_beside(city: FoundCity, points: list[Coordinates]) -> bool:
    at = city.position
    return at is not None and any(miles(at, each) < BESIDE for each in points)


def place_in_counties(zips: list[FoundZip], cities: list[FoundCity]) -> None:
    """Give ZIP codes of the islands the county of the nearest city."""
    for each in zips:
        at = each.position
        if each.state in TERRITORIES and at and not each.county:
            there = [city for city in cities if city.state == each.state]
            near = sorted(there, key=lambda city: miles(city.position or at, at))
            each.county = near[0].county if near else ""
