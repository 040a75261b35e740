"""The file of names that the finder suggests, and what the form asks of it."""

import pytest

from finder.suggestions import MOST_OFFICES
from places.cities import large_cities
from tests.factories import (
    AgencyPageFactory,
    DirectoryPageFactory,
    JurisdictionFactory,
    OfficeFactory,
    RegionFactory,
)
from tests.regions.places import make_places

PLACES = "/regions/places.json"


@pytest.fixture
def places(db):
    make_places()


def listed(client):
    return client.get(PLACES).json()["places"]


def test_places_come_with_code_and_spanish_name(client, places):
    rows = listed(client)

    assert len([row for row in rows if row[1]]) == 59
    assert ["Texas", "TX", "Tejas"] in rows
    assert ["Maine", "ME", ""] in rows


def test_published_task_forces_and_offices_are_listed_by_name(client, home):
    agency = AgencyPageFactory(parent=home)
    texas = JurisdictionFactory()
    RegionFactory(name="HSTF Xyzzy")
    RegionFactory(name="", status="not_published")
    RegionFactory(name="HSTF Draft", live=False)
    OfficeFactory(name="FBI Xyzzy", agency=agency, state=texas)
    OfficeFactory(name="FBI Draft", agency=agency, state=texas, live=False)

    assert [row for row in listed(client) if row[1]] == [
        ["Texas", "TX", "Tejas"],
        ["HSTF Xyzzy", "task force", ""],
        ["FBI Xyzzy", "partner-agency office", ""],
    ]


def test_retired_place_is_not_suggested(client, db):
    JurisdictionFactory(is_retired=True)

    assert listed(client) == []


def test_number_of_offices_is_limited(client, home, monkeypatch):
    agency = AgencyPageFactory(parent=home)
    texas = JurisdictionFactory()
    monkeypatch.setattr("finder.suggestions.MOST_OFFICES", 2)
    for _ in range(3):
        OfficeFactory(agency=agency, state=texas)

    assert MOST_OFFICES <= 300
    assert len([row for row in listed(client) if row[1]]) == 1 + 2


def test_large_cities_are_listed_with_their_states(client, places):
    names = [row[0] for row in listed(client)]

    assert names.index("New York City, New York") < names.index("Houston, Texas")
    assert len(names) > 59 + 300
    assert all(city.population >= 100_000 for city in large_cities())


def test_file_needs_few_queries(client, places, django_assert_num_queries):
    with django_assert_num_queries(8):
        client.get(PLACES)


def test_form_names_the_file(read, home, places):
    DirectoryPageFactory(parent=home, slug="regions")

    for address in ("/", "/regions/"):
        page = read(address)
        assert page.find(id="q")["data-file"] == PLACES
        assert [each for each in page("script") if "lookup.js" in each.get("src", "")]
