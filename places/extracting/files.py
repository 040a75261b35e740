"""Puts the cities together, and writes the three files."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from places.extracting.kept_names import OtherNames, PostalNames
from places.extracting.rows import (
    TERRITORIES,
    CountyCodes,
    FoundCity,
    FoundZip,
    degrees,
    geonames_cities,
    place_in_counties,
    zip_codes,
)
from places.geography import Coordinates
from places.names import city_key
from places.state_lines import divisions


def all_cities(
    cities: list[FoundCity], postal: PostalNames, shares: dict[str, set[str]]
) -> list[FoundCity]:
    """Add the names that only the Postal Service has, and what its codes tell."""
    names = OtherNames(cities, postal)
    taken: set[tuple[str, str]] = set()
    for city in cities:
        city.kept = names.kept(city)
        taken |= {(city.state, city_key(name)) for name in [city.name, *city.kept]}
    for key in sorted(postal.names.keys() - taken):
        cities.append(FoundCity(postal.names[key], key[0], postal.middle(key)))
    for city in cities:
        city.county = city.county or postal.county(city)
        city.also_in = postal.also_in(city, shares)
    return sorted(cities, key=lambda each: (each.state, each.name, -each.people))


def rows_of_counties(
    counties: CountyCodes, cities: list[FoundCity], zips: list[FoundZip]
) -> Iterator[list[str]]:
    """Yield each county with the middle of its ZIP codes and the size of its cities."""
    people: Counter[str] = Counter()
    for city in cities:
        people[city.county] += city.people
    points: dict[str, list[Coordinates]] = defaultdict(list)
    for each in zips:
        if each.position and each.county:
            points[each.county].append(each.position)
    for row in counties.rows:
        within = points[row["fips"]] or [
            each.position
            for each in cities
            if each.position and each.county == row["fips"]
        ]
        middle = [sum(each) / len(within) for each in zip(*within, strict=True)]
        place = Coordinates(*middle) if middle else None
        size = people[row["fips"]]
        yield [row["fips"], row["name"], row["state"], *degrees(place), str(size or "")]


def table(columns: str, rows: Iterable[Iterable[str]]) -> str:
    return "".join("\t".join(row) + "\n" for row in [columns.split(), *rows])


def made_files(
    postal: list[dict[str, Any]], cities: list[dict[str, Any]], counties: list[Any]
) -> Iterator[tuple[str, str]]:
    """Yield the name of each file, and what it holds."""
    codes = CountyCodes(counties)
    zips = list(zip_codes(postal, codes))
    here = [row for row in cities if row["countrycode"] in {"US", *TERRITORIES}]
    found = geonames_cities(here, zips)
    place_in_counties(zips, found)
    shares = {code: set(each.states) for code, each in divisions().items()}
    together = all_cities(found, PostalNames(zips), shares)
    columns = "zip state city county latitude longitude kind retired"
    yield "zip_codes.tsv", table(columns, (each.cells() for each in zips))
    columns = "name state county latitude longitude population other_names also_in"
    yield "cities.tsv", table(columns, (each.cells() for each in together))
    columns = "fips name state latitude longitude size"
    yield "counties.tsv", table(columns, rows_of_counties(codes, together, zips))
