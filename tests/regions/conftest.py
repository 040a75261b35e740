"""A directory with one place, one task force, and one office of an agency."""

import pytest

from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
    DirectoryPageFactory,
    JurisdictionFactory,
    OfficeCoverageFactory,
    OfficeFactory,
    RegionCoverageFactory,
    RegionFactory,
)


@pytest.fixture
def directory(home):
    return DirectoryPageFactory(parent=home, slug="regions", title="Regions")


@pytest.fixture
def texas(directory):
    return JurisdictionFactory(tile_column=3, tile_row=6)


@pytest.fixture
def task_force(texas):
    force = RegionFactory(name="HSTF-Somewhere")
    RegionCoverageFactory(region=force, jurisdiction=texas)
    return force


@pytest.fixture
def agency(home):
    index = AgencyIndexPageFactory(parent=home)
    return AgencyPageFactory(parent=index, title="Example Agency", acronym="EXA")


@pytest.fixture
def office(texas, agency):
    found = OfficeFactory(name="EXA Austin", agency=agency, state=texas, city="Austin")
    OfficeCoverageFactory(office=found, jurisdiction=texas)
    return found
