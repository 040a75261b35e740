"""A public page is the same for every visitor, so caches may keep it."""

import pytest
from django.conf import settings as site_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    PAGE_FACTORIES,
    ObservationFactory,
    RecordPageFactory,
    StandardPageFactory,
    planted,
    private,
    published,
)

USERBAR = "wagtail-userbar"
ADDRESSES = [
    "/",
    "/search/",
    "/search/?q=arrests",
    "/record.csv",
    "/record.json",
    "/robots.txt",
    "/sitemap.xml",
    "/nothing/",
    "/help",
]


def assert_same_for_everybody(response):
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert USERBAR not in response.content.decode()


@pytest.mark.parametrize("path", ADDRESSES)
def test_address_sets_no_cookie_and_depends_on_none(client, home, path):
    assert_same_for_everybody(client.get(path))


@pytest.mark.parametrize("page_factory", PAGE_FACTORIES)
def test_page_sets_no_cookie_and_depends_on_none(client, home, page_factory):
    page = planted(page_factory, home)

    assert_same_for_everybody(client.get(page.url))


def test_page_of_a_statistic_sets_no_cookie_and_depends_on_none(client, home):
    planted(RecordPageFactory, home)
    statistic = published(ObservationFactory()).statistic

    response = client.get(statistic.url)

    assert response.status_code == 200
    assert_same_for_everybody(response)


@pytest.mark.parametrize(
    "path", ["/", "/search/?q=arrests", "/record.csv", "/nothing/"]
)
def test_cookie_of_something_else_opens_no_session(client, home, path):
    client.cookies["preference"] = "555-0100"

    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)

    assert_same_for_everybody(response)
    tables = " ".join(query["sql"] for query in queries)
    assert "django_session" not in tables
    assert "auth_user" not in tables


def test_session_that_has_ended_shows_no_userbar(client, home):
    client.cookies[site_settings.SESSION_COOKIE_NAME] = "nobody"

    response = client.get("/")

    assert response.status_code == 200
    assert USERBAR not in response.content.decode()


@pytest.mark.parametrize("path", ["/", "/search/"])
def test_signed_in_editor_sees_the_userbar(admin, home, path):
    response = admin.get(path)

    assert USERBAR in response.content.decode()
    assert "Cookie" in response["Vary"]


def test_private_page_is_asked_for_and_not_shown(client, home):
    page = private(planted(StandardPageFactory, home, title="Kept apart"))

    response = client.get(page.url)

    assert response.status_code == 302
    assert "login" in response["Location"]


def test_draft_page_is_not_found(client, home):
    page = planted(StandardPageFactory, home, live=False)

    assert client.get(page.url).status_code == 404
