"""Whatever two writers do in whatever order, the stamp moves with what others see."""

import pytest
from django.db import connection
from hypothesis import given, strategies as st

from page_cache.models import Generation
from tests.factories import SourceFactory
from tests.properties.anything import steady

STEPS = ["begin", "write", "write", "draft", "mark", "undo", "commit", "roll back"]
steps = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(STEPS)), max_size=30)


@pytest.fixture
def db(committing):
    """The copy in which this file works."""


class Writer:
    """
    A connection of its own, which writes one row that others can see.

    `seen`: for each savepoint and for the transaction, whether there was such a write.
    """

    def __init__(self, key):
        self.key, self.connection, self.seen, self.number = (
            key,
            connection.copy(),
            [],
            0,
        )

    def do(self, step):
        """Take a step, unless it makes no sense now; return whether others see it."""
        if (step == "begin") == bool(self.seen):
            return False
        if step == "undo" and len(self.seen) == 1:
            return False
        return getattr(self, step.replace(" ", "_"))()

    def run(self, sql, *values):
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values)
        return False

    def begin(self):
        self.seen = [False]
        return self.run("BEGIN")

    def write(self):
        self.number += 1
        self.seen[-1] = True
        title = f"{self.key} {self.number}"
        return self.run(
            "UPDATE sources_source SET title = %s WHERE id = %s", title, self.key
        )

    def draft(self):
        return self.run("UPDATE auth_group SET name = name")

    def mark(self):
        self.seen.append(False)
        return self.run(f"SAVEPOINT mark{len(self.seen)}")

    def undo(self):
        self.run(f"ROLLBACK TO SAVEPOINT mark{len(self.seen)}")
        self.seen.pop()
        return False

    def commit(self):
        self.run("COMMIT")
        is_seen, self.seen = any(self.seen), []
        return is_seen

    def roll_back(self):
        self.run("ROLLBACK")
        self.seen = []
        return False


def what_others_see():
    """Return the stamp and the words that belong to it, of one moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT stamp, (SELECT string_agg(title, ',' ORDER BY id) FROM"
            " sources_source) FROM page_cache_generation"
            if connection.vendor == "postgresql"
            else "SELECT stamp, (SELECT group_concat(title) FROM sources_source)"
            " FROM page_cache_generation"
        )
        return cursor.fetchone()


@steady(60)
@given(taken=steps)
def test_stamp_moves_with_what_others_see_and_with_nothing_else(db, taken):
    keys = [SourceFactory().pk, SourceFactory().pk]
    writers = [Writer(key) for key in keys]
    try:
        # SQLite has one writer at a time.
        alone = connection.vendor == "sqlite"
        stamp, words = what_others_see()
        for number, step in taken:
            is_moved = writers[0 if alone else number].do(step)
            before, was, (stamp, words) = stamp, words, what_others_see()
            assert stamp > before if is_moved else stamp == before
            assert words == was or is_moved
    finally:
        for writer in writers:
            writer.connection.close()
    assert Generation.objects.count() == 1
