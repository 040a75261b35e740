"""A change is announced before it is committed, and moves the number after."""

import pytest
from django.db import transaction
from page_cache.file_generation import FileGeneration

from page_cache.apps import site_generation
from tests.factories import SourceFactory


@pytest.fixture
def db(committing):
    """The copy in which this file works."""


@pytest.fixture
def generation(db, tmp_path, monkeypatch):
    file = FileGeneration(tmp_path / "generation")
    for name in ("read", "advance", "announce"):
        monkeypatch.setattr(site_generation(), name, getattr(file, name))
    return file


def announced(generation):
    return generation.words[1]


def test_one_change_is_announced_for_all_that_a_transaction_saves(generation):
    with transaction.atomic():
        SourceFactory()
        SourceFactory()
        assert (generation.read(), announced(generation)) == (0, 1)

    assert (generation.read(), announced(generation)) == (1, 0)


def test_what_is_rolled_back_moves_nothing(generation):
    with transaction.atomic():
        with transaction.atomic():
            SourceFactory()
            transaction.set_rollback(True)
        assert announced(generation) == 0

    with transaction.atomic():
        SourceFactory()
        transaction.set_rollback(True)

    assert (generation.read(), announced(generation)) == (0, 0)


def test_part_that_is_rolled_back_takes_nothing_from_the_rest(generation):
    with transaction.atomic():
        with transaction.atomic():
            SourceFactory()
            transaction.set_rollback(True)
        SourceFactory()

    assert (generation.read(), announced(generation)) == (1, 0)
