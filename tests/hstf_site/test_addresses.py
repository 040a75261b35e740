"""Addresses that are not pages, and what every answer carries."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import StandardPageFactory


@pytest.mark.parametrize("path", ["/about", "/search"])
def test_address_without_its_last_slash_leads_to_the_one_with_it(client, home, path):
    StandardPageFactory(parent=home, slug="about")

    response = client.get(path)

    assert response.status_code == 301
    assert response["Location"] == f"{path}/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/record.csv", "text/csv; charset=utf-8"),
        ("/record.json", "application/json"),
        ("/robots.txt", "text/plain"),
    ],
)
def test_file_is_answered_at_its_own_address(client, path, content_type):
    response = client.get(path)

    assert response.status_code == 200
    assert response["Content-Type"] == content_type


def test_favicon_leads_to_the_drawn_one(client):
    response = client.get("/favicon.ico")

    assert response.status_code == 301
    assert response["Location"] == "/static/favicon.ico"


@pytest.mark.django_db
def test_favicon_is_there(client):
    response = client.get("/static/favicon.ico")

    assert response.status_code == 200
    assert response["Content-Type"] in {"image/x-icon", "image/vnd.microsoft.icon"}
    response.close()


@pytest.mark.parametrize(
    "path", ["/nothing/", "/nothing/at/all/", "/nothing.html", "/record/nothing.csv"]
)
def test_unknown_address_is_not_found_on_a_page_that_helps(client, home, path):
    response = client.get(path)

    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 404
    assert "not found" in page.title.text
    assert len(page.find_all("h1")) == 1
    forms = {form["action"] for form in page.main.find_all("form")}
    assert forms == {"/search/", "/regions/"}
    assert page.find("a", href="/help/")
    assert page.find("meta", {"name": "robots", "content": "noindex,nofollow"})
    assert not page.find("link", rel="canonical")


def test_broken_page_says_so_without_details(client, home, monkeypatch):
    client.raise_request_exception = False

    def fail(*args, **kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("search.views.find", fail)

    response = client.get("/search/?q=arrests")

    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 500
    assert "wrong" in page.title.text
    assert len(page.find_all("h1")) == 1
    assert "secret detail" not in page.text
    assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("path", ["/", "/nothing/", "/record.csv", "/robots.txt"])
def test_every_answer_carries_the_headers_that_protect_readers(client, home, path):
    response = client.get(path)

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_admin_asks_who_is_there(client, home):
    response = client.get("/admin/")

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/account/login/")


def test_page_loads_nothing_from_other_websites(read, home):
    page = read("/")

    loaded = [tag["src"] for tag in page.find_all(src=True)]
    loaded += [
        tag["href"]
        for tag in page.find_all("link")
        if {"stylesheet", "icon", "preload"} & set(tag["rel"])
    ]
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)


def test_page_carries_no_style_or_script_inside_itself(read, home):
    page = read("/")

    assert not page.find_all("style")
    assert not page.find_all(style=True)
    # Structured data is read by search engines; no browser runs it.
    run = page.find_all("script", type=lambda kind: kind != "application/ld+json")
    assert all(tag.get("src") for tag in run)
