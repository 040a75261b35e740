"""Fixtures that several folders of tests share."""

import json
import logging
from contextlib import closing

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from page_cache.apps import site_generation
from page_cache.request_cache import loaded
from search.checking import LastFailure
from search.index.following import index_in
from site_details.reading import LastKnown
from tests import migrated
from tests.factories import HomePageFactory, number_from
from tests.own_database import own_database
from tests.page_cache.stamps import stamp


@pytest.hookimpl(optionalhook=True)  # if tests are distributed over processes
def pytest_xdist_make_scheduler(config, log):
    from tests.processes import Scheduling

    return Scheduling(config, log)


@pytest.fixture(scope="session")
def begun(request, django_db_modify_db_settings):
    """Start from the last migrated database, if no migration has changed since."""
    if not migrated.is_in_memory():
        yield None
        return
    kept = migrated.kept_in(request.config.cache.mkdir("migrated"))
    if kept.exists():
        with closing(migrated.load(kept)):
            yield kept
    else:
        yield kept


@pytest.fixture(scope="session")
def django_db_setup(begun, django_db_setup, django_db_blocker):
    if begun and not begun.exists() and migrated.is_made():
        with django_db_blocker.unblock():
            migrated.save(begun)


@pytest.fixture(autouse=True)
def fresh_cache():
    """
    Forget root paths, menu and footer; the next test has other sites.

    And that the database was away, in a test before.
    """
    caches["default"].clear()
    loaded.clear()
    LastKnown.details = None
    LastFailure.at = float("-inf")


@pytest.fixture(autouse=True)
def numbered_anew():
    """Restart the numbering of names, whichever tests ran before."""
    number_from(0)


@pytest.fixture
def kept_between_answers(monkeypatch):
    """Keep what a test's transaction reads, as if it had been committed."""
    monkeypatch.setattr("page_cache.request_cache.is_in_transaction", lambda: False)
    monkeypatch.setattr(site_generation(), "read", stamp)


@pytest.fixture
def audited(caplog, django_capture_on_commit_callbacks):
    """Collect the lines that something writes, read as JSON."""

    def collect(action):
        caplog.clear()
        with (
            caplog.at_level(logging.INFO, logger="hstf.audit"),
            django_capture_on_commit_callbacks(execute=True),
        ):
            action()
        return [
            json.loads(record.getMessage())
            for record in caplog.records
            if record.name == "hstf.audit"
        ]

    return collect


@pytest.fixture(autouse=True)
def one_connection(monkeypatch):
    """Keep the connection that holds a test's content, whoever closes an answer."""
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)


@pytest.fixture
def committing(django_db_setup, django_db_blocker, tmp_path):
    """
    Work in a copy of the database, where other processes see what is committed.

    A file of tests uses it by calling it `db`, so that all other fixtures use it, too.
    """
    with django_db_blocker.unblock(), own_database(tmp_path):
        yield


@pytest.fixture
def search_index(settings, tmp_path):
    """
    Give the search an index in a folder of its own; elsewhere it finds nothing.

    Inside of a test's transaction each search compares it with the database.
    """
    settings.SEARCH_INDEX = tmp_path / "search"
    yield settings.SEARCH_INDEX
    index_in.cache_clear()


@pytest.fixture
def count_queries(client):
    """Count the queries of one GET."""

    def count(url):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(url)
        assert response.status_code == 200, response.status_code
        return len(queries)

    return count


@pytest.fixture
def read(client):
    """Parse the page that a visitor gets at an address."""

    def parse(url, **headers):
        response = client.get(url, **headers)
        assert response.status_code == 200, response.status_code
        return BeautifulSoup(response.content, "html.parser")

    return parse


@pytest.fixture
def home(db):
    """A home page that the default site begins at."""
    with transaction.atomic():
        # Wagtail's welcome page. Deleting it as a page would ask every table about it.
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM wagtailcore_page WHERE depth = 2")
        Page.objects.filter(depth=1).update(numchild=0)
        page = HomePageFactory(parent=Page.get_first_root_node())
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"hostname": "localhost", "port": 80, "root_page": page},
        )
    return page


@pytest.fixture
def editor(db):
    return User.objects.create_superuser(
        "editor", "editor@example.org", "pass-555-0100"
    )


@pytest.fixture
def admin(client, editor):
    """A browser that an editor has signed in with."""
    client.force_login(editor)
    return client
