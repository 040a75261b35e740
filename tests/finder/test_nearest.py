"""Which office is nearest, and that coverage counts before distance."""

import datetime

import pytest

from finder.known import known_directory
from finder.nearest import Nearest, askable_of, nearest
from places.names import county_key
from places.place import Place, PlaceKind
from places.points import points_of
from places.zip_codes import zip_code
from regions.models import ContactChannel, OfficeCoverage
from tests.factories import AgencyPageFactory
from tests.finder.test_lookup_names import office
from tests.regions.places import make_places

EL_PASO, DALLAS, HOUSTON, SAN_DIEGO = "79901", "75201", "77002", "92101"


@pytest.fixture
def agency(home):
    make_places()
    return AgencyPageFactory(parent=home)


def at(code):
    """Return what is nearest to a ZIP code."""
    row = zip_code(code)
    place = Place(PlaceKind.ZIP, code, row.state, row.position, row.county)
    return nearest(place, known_directory())


def cover(slug, **values):
    OfficeCoverage.objects.filter(office__slug=slug).update(**values)


def test_nearest_of_those_that_cover_the_place_comes_first(agency):
    office(agency, "El Paso", "El Paso", "TX")
    office(agency, "Houston", "Houston", "TX")

    assert [at(each).near for each in (EL_PASO, HOUSTON)] == ["el-paso", "houston"]


def test_nearer_office_elsewhere_is_told_apart(agency):
    office(agency, "Houston", "Houston", "TX")
    office(agency, "Las Cruces", "Las Cruces", "NM")

    assert at(EL_PASO) == Nearest("houston", "las-cruces")
    assert at(HOUSTON) == Nearest("houston")
    assert at(SAN_DIEGO) == Nearest()  # nothing covers it, however near


def test_documented_area_counts_before_an_inferred_one(agency):
    office(agency, "El Paso", "El Paso", "TX", certainty="inferred")
    office(agency, "Houston", "Houston", "TX")

    assert at(EL_PASO) == Nearest("houston")


def test_listed_county_counts_most(agency):
    office(agency, "El Paso", "El Paso", "TX")
    office(agency, "Houston", "Houston", "TX", certainty="inferred")
    cover("houston", counties="Harris, El Paso")

    assert at(EL_PASO) == Nearest("houston")


def test_complete_list_of_counties_leaves_out_the_others(agency):
    office(agency, "El Paso", "El Paso", "TX")
    office(agency, "Houston", "Houston", "TX")
    cover("el-paso", counties="Hudspeth County")
    assert at(EL_PASO) == Nearest("el-paso")

    cover("el-paso", counties_are_all=True)
    assert at(EL_PASO) == Nearest("houston", "el-paso")


def test_overdue_contact_comes_last(agency):
    office(agency, "El Paso", "El Paso", "TX")
    office(agency, "Houston", "Houston", "TX")
    old = ContactChannel.objects.filter(office__slug="el-paso")
    old.update(review_due=datetime.date(2020, 1, 1))

    assert at(EL_PASO) == Nearest("houston")


def test_office_without_a_contact_is_never_nearest(agency):
    office(agency, "El Paso", "El Paso", "TX")
    ContactChannel.objects.update(live=False)

    assert at(EL_PASO) == Nearest()


def test_every_point_of_a_place_is_among_what_may_be_asked(agency):
    """Worked out in another way, over each of the offices."""
    for name, city, code, *others in [
        ("El Paso", "El Paso", "TX"),
        ("Houston", "Houston", "TX"),
        ("Oklahoma City", "Oklahoma City", "OK"),
        ("Albuquerque", "Albuquerque", "NM"),
        ("Seattle", "Seattle", "WA", "OR"),
    ]:
        office(agency, name, city, code, *others)
    cover("el-paso", counties="El Paso County, Hudspeth")
    known = known_directory()

    for state in ("TX", "OR", "NM", "VT"):
        asked = {
            nearest(Place(PlaceKind.CITY, "", state, position, county), known)
            for county, position in points_of(state)
        }
        assert askable_of(known, state).pairs == asked - {Nearest()}
    assert len(askable_of(known, "TX").pairs) > 3


def test_all_is_worked_out_once_a_day(agency, monkeypatch):
    office(agency, "El Paso", "El Paso", "TX")
    known = known_directory()
    first = askable_of(known, "TX")

    assert askable_of(known, "TX") is first
    monkeypatch.setattr("finder.nearest.localdate", lambda: datetime.date(2099, 1, 1))
    assert askable_of(known, "TX") is not first


def test_counties_are_compared_without_what_they_are():
    assert county_key("Harris") == county_key("HARRIS COUNTY")
