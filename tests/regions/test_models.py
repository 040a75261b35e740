"""The database constraints of the directory."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from tests.factories import (
    JurisdictionFactory,
    NationalLineFactory,
    RegionCoverageFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db


def test_line_can_be_reached_somehow():
    with pytest.raises(IntegrityError), transaction.atomic():
        NationalLineFactory(phone="", website_url="")

    assert NationalLineFactory(phone="", website_url="https://tips.example.org/")


@pytest.mark.parametrize("digits", ["1-800-555-0100", "555HELP", "+15550100", " 911"])
def test_digits_to_dial_are_digits(digits):
    with pytest.raises(IntegrityError), transaction.atomic():
        NationalLineFactory(phone_dial=digits)


@pytest.mark.parametrize("model_factory", [NationalLineFactory, RegionFactory])
def test_database_insists_on_a_source(model_factory):
    with pytest.raises(IntegrityError), transaction.atomic():
        model_factory(source=None)


def test_two_squares_of_the_map_do_not_share_a_place():
    JurisdictionFactory(tile_column=1, tile_row=2)
    second = JurisdictionFactory.build(
        name="Utah", code="UT", fips="49", tile_column=1, tile_row=2
    )

    with pytest.raises(ValidationError, match="Another square"):
        second.validate_constraints()


def test_places_that_are_not_on_the_map_do_not_clash():
    JurisdictionFactory()
    second = JurisdictionFactory(name="Utah", code="UT", fips="49")

    second.validate_constraints()


def test_place_that_a_task_force_covers_is_not_lost_with_it():
    coverage = RegionCoverageFactory()

    with pytest.raises(ProtectedError), transaction.atomic():
        coverage.jurisdiction.delete()


def test_counties_that_are_all_have_names():
    coverage = RegionCoverageFactory(counties_are_all=True)
    with pytest.raises(ValidationError, match="Name the counties"):
        coverage.full_clean()

    coverage.counties = "Bexar, Frio"
    coverage.full_clean()
