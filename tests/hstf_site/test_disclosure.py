"""Whom to tell of a weakness; only an official site can promise anything."""

import datetime

import pytest
from bs4 import BeautifulSoup

from hstf_site.disclosure import POLICY, SECURITY_TXT, expires

CONTACTS = ["mailto:security@example.org", "https://example.org/report"]
LINK = "Report a security weakness"


@pytest.fixture
def ask(client, settings, home):
    """Get an address as a visitor of a certain copy of the site does."""
    settings.ALLOWED_HOSTS = ["*"]

    def get(path, contacts=CONTACTS, is_set=True, secure=True, host="x.gov"):
        settings.SECURITY_CONTACT = contacts
        settings.OFFICIAL_SITE = is_set
        return client.get(path, secure=secure, HTTP_HOST=host)

    return get


def fields(response):
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    return [tuple(line.split(": ", 1)) for line in lines]


def test_security_txt_says_what_its_standard_asks_for(ask):
    response = ask(SECURITY_TXT)

    told = fields(response)
    assert [name for name, _ in told] == [
        "Contact",
        "Contact",
        "Expires",
        "Preferred-Languages",
        "Canonical",
        "Policy",
    ]
    assert [value for name, value in told if name == "Contact"] == CONTACTS
    assert ("Preferred-Languages", "en") in told
    assert ("Canonical", "https://hstf.example.org/.well-known/security.txt") in told
    assert ("Policy", f"https://hstf.example.org{POLICY}") in told
    assert not response.cookies


def test_security_txt_is_valid_for_some_months(ask):
    text = dict(fields(ask(SECURITY_TXT)))["Expires"]

    left = datetime.datetime.fromisoformat(text) - datetime.datetime.now(datetime.UTC)
    assert datetime.timedelta(days=140) < left < datetime.timedelta(days=200)


@pytest.mark.parametrize(
    ("today", "day"),
    [
        ((2026, 1, 1), (2026, 7, 1)),
        ((2026, 1, 31), (2026, 7, 1)),
        ((2026, 6, 30), (2026, 12, 1)),
        ((2026, 7, 1), (2027, 1, 1)),
        ((2026, 12, 31), (2027, 6, 1)),
        ((2028, 2, 29), (2028, 8, 1)),
    ],
)
def test_expiry_is_the_same_all_month_long(today, day):
    moment = expires(datetime.date(*today))

    assert moment == datetime.datetime(*day, tzinfo=datetime.UTC)


def test_without_a_contact_there_is_neither_file_nor_page_nor_link(ask):
    assert ask(SECURITY_TXT, contacts=[]).status_code == 404
    assert ask(POLICY, contacts=[]).status_code == 404
    assert LINK not in ask("/", contacts=[]).content.decode()


UNOFFICIAL = [{"is_set": False}, {"secure": False}, {"host": "example.org"}]


@pytest.mark.parametrize("almost", UNOFFICIAL)
def test_any_other_copy_names_its_contact_but_has_no_policy(ask, almost):
    assert dict(fields(ask(SECURITY_TXT, **almost))).get("Policy") is None
    assert ask(POLICY, **almost).status_code == 404
    assert LINK not in ask("/", **almost).content.decode()
    assert POLICY not in ask("/sitemap.xml", **almost).content.decode()


def test_official_site_has_a_policy_that_is_linked_and_listed(ask):
    response = ask(POLICY)

    page = BeautifulSoup(response.content, "html.parser")
    assert page.h1.text == "Reporting a security weakness"
    links = {link["href"]: link.text.strip() for link in page.main.find_all("a")}
    assert links["mailto:security@example.org"] == "security@example.org"
    assert links["https://example.org/report"] == "https://example.org/report"
    assert "expect from us" not in page.text
    assert page.find("link", rel="canonical")["href"].endswith(POLICY)
    home = BeautifulSoup(ask("/").content, "html.parser")
    assert home.footer.find("a", href=POLICY).text == LINK
    assert f"<loc>https://hstf.example.org{POLICY}</loc>" in (
        ask("/sitemap.xml").content.decode()
    )
    assert POLICY not in ask("/robots.txt").content.decode()


def test_address_that_the_directive_names_leads_there(ask):
    response = ask(POLICY.rstrip("/"))

    assert response.status_code == 301
    assert response["Location"] == POLICY


def test_policy_shows_the_promises_of_whoever_runs_the_site(ask, settings, tmp_path):
    path = tmp_path / "promises.txt"
    path.write_text("We answer <in> three days.\n\nExample words.\n", encoding="utf-8")
    settings.SECURITY_PROMISES = str(path)

    page = ask(POLICY).content.decode()

    assert "What you can expect from us" in page
    assert "<p>We answer &lt;in&gt; three days.</p>" in page
