"""What several tests of this room share."""

import pytest

from tests.pages.small_seed import Fixtures


@pytest.fixture
def fixtures(tmp_path):
    return Fixtures(tmp_path / "fixtures")


@pytest.fixture
def loaded(fixtures):
    fixtures.load()
    return fixtures
