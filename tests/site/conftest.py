"""The whole site, seeded once for all tests of this folder."""

import re
from io import StringIO
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management import call_command
from django.db import connection, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from search.index import searcher
from search.index.following import index_in


@pytest.fixture(scope="package")
def seeded(django_db_setup, django_db_blocker):
    """The content of fixtures/, rolled back after the last test of this folder."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed_site", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def site(seeded, db, client):
    """A visitor's browser on the seeded site."""
    return client


@pytest.fixture(scope="package")
def searched(seeded, django_db_blocker, tmp_path_factory):
    """An index of the seeded site, for all tests of this folder that search."""
    folder = tmp_path_factory.mktemp("search")
    with django_db_blocker.unblock(), override_settings(SEARCH_INDEX=folder):
        yield searcher()
    index_in.cache_clear()


class Visitor:
    """Reads pages once and caches them, with their query counts."""

    def __init__(self):
        self.client = Client()
        self.read = {}
        self.queries = {}
        self.parsed = {}

    def get(self, path):
        if path not in self.read:
            reset_queries()  # the log holds just so many
            with CaptureQueriesContext(connection) as queries:
                self.read[path] = self.client.get(path)
            self.queries[path] = len(queries)
        return self.read[path]

    def soup(self, path):
        if path not in self.parsed:
            response = self.get(path)
            assert response.status_code == 200, (path, response.status_code)
            self.parsed[path] = BeautifulSoup(response.content, "html.parser")
        return self.parsed[path]


@pytest.fixture(scope="package")
def visitor(seeded, django_db_blocker):
    """A visitor whose pages are shared: the seeded site does not change under it."""
    with django_db_blocker.unblock():
        yield Visitor()


@pytest.fixture(scope="package")
def paths(visitor):
    """Every path of the sitemap."""
    sitemap = visitor.get("/sitemap.xml").content.decode()
    addresses = re.findall(r"<loc>(.*?)</loc>", sitemap)
    assert all(address.startswith(settings.PUBLIC_URL + "/") for address in addresses)
    return [urlsplit(address).path for address in addresses]
