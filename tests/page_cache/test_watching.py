"""The watcher hears of every commit, and of nothing else than the truth."""

import time

import psycopg
import pytest
from django.db import connection, transaction

from page_cache.generation import KnownGeneration
from page_cache.models import Generation
from page_cache.watching import Watcher, connector
from tests.factories import SourceFactory, StandardPageFactory

SOON = 5.0  # seconds


@pytest.fixture
def db(committing):
    """The copy in which this file works."""


@pytest.fixture
def watcher(db):
    """Watch as a process of the site does."""
    made = Watcher(KnownGeneration(), connector(connection.settings_dict))
    made.start()
    assert comes(lambda: made.known is not None)
    yield made
    made.stop()


def comes(true):
    until = time.monotonic() + SOON
    while not true() and time.monotonic() < until:
        time.sleep(0.01)
    return true()


def committed():
    return Generation.objects.get().stamp


def test_commit_is_heard_of(watcher):
    heard = []
    watcher.moved.append(lambda: heard.append(watcher.generation.newest()))

    SourceFactory()

    assert comes(lambda: watcher.generation.read() == committed())
    assert comes(lambda: heard[-1:] == [committed()])


def test_nothing_is_heard_of_before_it_is_committed(watcher):
    before = watcher.generation.newest()
    with transaction.atomic():
        SourceFactory()
        time.sleep(0.3)
        assert watcher.generation.newest() == before

    assert comes(lambda: watcher.generation.newest() == committed() > before)


def test_node_stays_sure_though_nothing_changes(watcher):
    time.sleep(2.5)

    assert watcher.generation.unsure_for() == 0
    assert watcher.generation.read() == committed()


def test_withdrawal_is_heard_of_with_the_path_that_visitors_ask_for(watcher, home):
    page = StandardPageFactory(parent=home, slug="gone")
    below = StandardPageFactory(parent=page, slug="below")
    before = committed()
    assert comes(lambda: watcher.generation.newest() == before)

    page.unpublish()

    assert comes(lambda: watcher.generation.newest() > before)
    path = page.relative_url(None)
    assert watcher.generation.has_withdrawn(path, before)
    assert watcher.generation.has_withdrawn(path + "below/", before)
    assert not watcher.generation.has_withdrawn(path, committed())
    assert not watcher.generation.has_withdrawn("/else/", before)
    assert below.url_path.startswith(page.url_path)


def test_whoever_saves_hears_of_it_at_once(watcher):
    SourceFactory()
    watcher.ask_now()

    assert watcher.generation.read() == committed()


@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has no server to lose"
)
def test_watcher_whose_connection_is_lost_hears_what_it_missed(watcher):
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'hstf watcher' AND datname = current_database()"
        )
    SourceFactory()

    assert comes(lambda: watcher.generation.read() == committed())


@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has no server to freeze"
)
def test_notice_that_is_lost_is_made_up_for_by_asking(watcher):
    """Move the stamp as a restore would: without any notice."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE page_cache_generation SET stamp = stamp - (5 << 20)")

    assert comes(lambda: watcher.generation.read() == committed())
