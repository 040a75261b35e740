"""Two people who may import, and the rule that a second one publishes."""

import pytest

from tests.imports.lists import places_and_source
from tests.imports.screens import person


@pytest.fixture
def second_person_rule(settings):
    settings.SECOND_PERSON_PUBLISHES = True
    places_and_source()


@pytest.fixture
def author():
    return person("author")


@pytest.fixture
def second():
    return person("second")
