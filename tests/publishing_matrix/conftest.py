"""A world built once per module; each cell is rolled back after its test."""

import pytest
from django.test import TestCase

from tests.factories import number_from
from tests.publishing_matrix.world import build


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Build it inside a separate transaction, as `TestCase` does for a class."""
    with django_db_blocker.unblock():
        kept = TestCase._enter_atomics()
        try:
            number_from(0)
            yield build()
        finally:
            TestCase._rollback_atomics(kept)


@pytest.fixture
def db(world, django_db_blocker):
    """Undo what a test does, and leave the world: in place of pytest-django's own."""
    with django_db_blocker.unblock():
        kept = TestCase._enter_atomics()
        number_from(555)  # beyond what the world is made of
        try:
            yield
        finally:
            TestCase._rollback_atomics(kept)


@pytest.fixture(autouse=True)
def rule(settings, tmp_path):
    settings.SECOND_PERSON_PUBLISHES = True
    settings.VAR_DIR = tmp_path
