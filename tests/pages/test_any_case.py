"""Addresses in capitals lead to the page, in one step, and to nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from tests.factories import (
    HelpPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def about(home):
    return StandardPageFactory(parent=home, slug="about")


@pytest.mark.parametrize("typed", ["/ABOUT/", "/About/", "/About", "/ABOUT"])
def test_page_is_found_however_its_address_is_typed(client, about, typed):
    response = client.get(typed)

    assert response.status_code == 301
    assert response["Location"] == "/about/"
    assert response["Cache-Control"] == "no-cache"


def test_query_is_kept_as_it_was_sent(client, about):
    response = client.get("/About/?Q=A%20B&x=%2F%2F")

    assert response["Location"] == "/about/?Q=A%20B&x=%2F%2F"


def test_page_below_a_page_is_found(client, home):
    news = NewsIndexPageFactory(parent=home, slug="news")
    NewsPageFactory(parent=news, slug="first-case")

    assert client.get("/News/First-Case/")["Location"] == "/news/first-case/"


def test_help_page_is_found_and_leaves_no_trace_on_the_way(client, home):
    HelpPageFactory(parent=home, slug="help")

    response = client.get("/HELP")

    assert (response.status_code, response["Location"]) == (301, "/help")
    assert response["Cache-Control"] == "no-store"
    assert client.get("/help").status_code == 200


def test_views_that_are_no_pages_are_found(client, home):
    assert client.get("/Search/?q=x")["Location"] == "/search/?q=x"
    assert client.get("/Robots.TXT")["Location"] == "/robots.txt"


def test_what_is_nowhere_stays_not_found(client, home):
    assert client.get("/Nowhere/").status_code == 404


def test_old_address_leads_on_in_one_step(client, about):
    Redirect.add_redirect("/old", about)

    response = client.get("/OLD/")

    assert (response.status_code, response["Location"]) == (301, about.url)


@pytest.mark.parametrize(
    "typed",
    [
        "/Admin/",
        "/ADMIN/pages/",
        "/Media/a.png",
        "/STATIC/css/site.css",
        "/_Util/login/",
    ],
)
def test_staff_and_files_have_exact_addresses(client, home, typed):
    assert client.get(typed).status_code == 404


@pytest.mark.parametrize(
    "typed", ["//About/", "///ABOUT/", "/\\Example.org/", "//Example.org/About/"]
)
def test_no_address_leads_to_another_site(client, about, typed):
    response = client.get(typed)

    target = response.get("Location", "/")
    assert target.startswith("/")
    assert not target.startswith(("//", "/\\"))


@pytest.mark.parametrize("kind", ["login", "password"])
def test_private_page_is_not_revealed(client, about, kind):
    PageViewRestriction.objects.create(
        page=about, restriction_type=kind, password="x" * (kind == "password")
    )

    assert client.get("/About/").status_code == 404


def test_draft_is_not_revealed(client, about):
    about.unpublish()

    assert client.get("/About/").status_code == 404


def test_good_address_costs_no_further_query(client, about, monkeypatch):
    def fail(request):
        raise AssertionError

    monkeypatch.setattr("pages.redirects.middleware.in_lower_case", fail)

    assert client.get("/about/").status_code == 200


def test_mistyped_address_in_lower_case_costs_no_further_query(
    client, home, monkeypatch
):
    client.get("/nowhere/")
    with CaptureQueriesContext(connection) as usual:
        client.get("/nowhere/")
    monkeypatch.setattr("pages.redirects.middleware.in_lower_case", lambda _: None)
    with CaptureQueriesContext(connection) as without:
        client.get("/nowhere/")

    assert len(usual) == len(without)
