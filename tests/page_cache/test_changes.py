"""A change is announced before it is committed, and moves the number after."""

import pytest
from django.db import transaction

from page_cache.apps import site_stamp
from page_cache.stamp import FileStamp
from tests.factories import SourceFactory


@pytest.fixture
def db(committing):
    """The copy in which this file works."""


@pytest.fixture
def stamp(db, tmp_path, monkeypatch):
    file = FileStamp(tmp_path / "generation")
    for name in ("read", "advance", "announce"):
        monkeypatch.setattr(site_stamp(), name, getattr(file, name))
    return file


def announced(stamp):
    return stamp.words[1]


def test_one_change_is_announced_for_all_that_a_transaction_saves(stamp):
    with transaction.atomic():
        SourceFactory()
        SourceFactory()
        assert (stamp.read(), announced(stamp)) == (0, 1)

    assert (stamp.read(), announced(stamp)) == (1, 0)


def test_what_is_rolled_back_moves_nothing(stamp):
    with transaction.atomic():
        with transaction.atomic():
            SourceFactory()
            transaction.set_rollback(True)
        assert announced(stamp) == 0

    with transaction.atomic():
        SourceFactory()
        transaction.set_rollback(True)

    assert (stamp.read(), announced(stamp)) == (0, 0)


def test_part_that_is_rolled_back_takes_nothing_from_the_rest(stamp):
    with transaction.atomic():
        with transaction.atomic():
            SourceFactory()
            transaction.set_rollback(True)
        SourceFactory()

    assert (stamp.read(), announced(stamp)) == (1, 0)
