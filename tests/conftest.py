"""Fixtures that several folders of tests share."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from tests.factories import HomePageFactory


@pytest.fixture(autouse=True)
def fresh_cache():
    """Wagtail caches where its sites begin; the next test has other sites."""
    cache.clear()


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
    Page.objects.filter(depth=2).delete()
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
