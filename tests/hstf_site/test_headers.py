"""Headers that every answer carries: pages, errors, feeds, downloads and files."""

import pytest

from tests.factories import HelpPageFactory, RecordPageFactory

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture
def site(home):
    HelpPageFactory(parent=home, slug="help")
    RecordPageFactory(parent=home, slug="record")


PATHS = [
    "/",
    "/help/",
    "/record/",
    "/record/feed/",
    "/record.csv",
    "/record.json",
    "/nope/",
    "/robots.txt",
    "/sitemap.xml",
    "/search/?q=x",
    "/static/css/site.css",
    "/media/nope.jpg",
    "/admin/account/login/",
    "/record/?as_of=never",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.usefixtures("site")
def test_every_answer_limits_what_browsers_do(client, path):
    answer = client.get(path)
    answer.close()  # a file of static/ stays open until it is sent

    for name, value in EVERYWHERE.items():
        assert answer[name] == value, name
    assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert "camera=()" in answer["Permissions-Policy"]
    framing = answer.get("X-Frame-Options", "")
    assert framing in {"DENY", "SAMEORIGIN"} or path.startswith("/static/")


def test_error_of_the_site_carries_them_too(client, site, monkeypatch):
    client.raise_request_exception = False

    def broken(asked):
        raise ValueError

    monkeypatch.setattr("record.downloads.asked_day", broken)

    answer = client.get("/record.csv")

    assert answer.status_code == 500
    for name, value in EVERYWHERE.items():
        assert answer[name] == value, name


def test_refused_host_carries_them_too(client, db):
    answer = client.get("/", HTTP_HOST="evil.example.com")

    assert answer.status_code == 400
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_share_images_may_be_shown_by_other_sites(client, db):
    assert client.get("/share/home.png")["Cross-Origin-Resource-Policy"] == (
        "cross-origin"
    )
