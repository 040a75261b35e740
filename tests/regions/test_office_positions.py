"""Where offices are: the ZIP code tells, or else the town, however it is written."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from regions.models import Office
from tests.factories import AgencyPageFactory, JurisdictionFactory, OfficeFactory

TOWNS = [
    ("Winston-Salem", "NC"),
    ("O'Fallon", "MO"),
    ("DeKalb", "IL"),
    ("McAllen", "TX"),
    ("Coeur d'Alene", "ID"),
    ("Mayag\u00fcez", "PR"),
]


def office_in(home, town, code):
    state = JurisdictionFactory(name=f"State {code}", code=code, fips="98")
    return OfficeFactory(agency=AgencyPageFactory(parent=home), city=town, state=state)


@pytest.mark.parametrize(("town", "code"), TOWNS)
def test_office_has_a_position_without_a_zip_code(home, town, code):
    assert office_in(home, town, code).coordinates


def test_office_has_the_position_of_its_town_if_its_zip_code_is_unknown(home):
    office = office_in(home, "McAllen", "TX")
    before = office.coordinates
    office.postal_code = "00099"

    office.save()

    assert office.coordinates == before


def test_update_places_offices_whose_town_was_not_found_before(home):
    office = office_in(home, "Winston-Salem", "NC")
    unknown = OfficeFactory(agency=office.agency, city="Xyzzy", state=office.state)
    Office.objects.update(latitude=None, longitude=None)

    import_module("regions.migrations.0012_positions_of_all_towns").place(
        apps, SimpleNamespace(connection=connection)
    )

    office.refresh_from_db()
    unknown.refresh_from_db()
    assert office.coordinates
    assert unknown.coordinates is None
