"""Header, footer, contact blocks and error pages show the published details."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from hstf_site.error_views import server_error
from tests.factories import SiteDetailsFactory, StandardPageFactory, published

pytestmark = pytest.mark.django_db

GENERAL = {"name": "Front desk", "phone": "202-555-0101", "email": "", "url": ""}
PRIVACY = {"name": "", "phone": "", "email": "privacy@example.org", "url": ""}


def block(kind):
    return ("site_contacts", {"heading": "Whom to ask", "kind": kind})


def soup(client, path="/contact/", **options):
    response = client.get(path, **options)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def contact(home):
    return StandardPageFactory(
        parent=home, title="Contact", slug="contact", body=[block("")]
    )


def test_what_is_not_filled_in_is_not_mentioned(client, contact):
    published(SiteDetailsFactory())

    page = soup(client)

    assert page.find(string="Whom to ask") is None
    assert page.find(class_="site-contact__ways") is None
    assert "Follow" not in page.text


def test_contacts_stand_on_the_page_and_the_general_one_in_the_footer(client, contact):
    published(SiteDetailsFactory(contacts=[("privacy", PRIVACY), ("general", GENERAL)]))

    page = soup(client)

    found = [each.get_text(" ", strip=True) for each in page.select(".site-contact")]
    assert found == [
        "General questions Front desk 202-555-0101",
        "Privacy privacy@example.org",
    ]
    assert page.main.find("a", href="tel:+12025550101")
    assert page.footer.find("a", href="tel:+12025550101")
    assert "202-555-0101" in page.find(class_="printed").text
    assert page.footer.find("a", href="mailto:privacy@example.org") is None


@pytest.mark.parametrize(
    ("kind", "shown"),
    [("privacy", "privacy@example.org"), ("accessibility", "202-555-0101")],
)
def test_general_contact_stands_in_for_one_that_is_missing(client, home, kind, shown):
    StandardPageFactory(parent=home, slug="contact", body=[block(kind)])
    published(SiteDetailsFactory(contacts=[("privacy", PRIVACY), ("general", GENERAL)]))

    (found,) = soup(client).select(".site-contact")
    assert shown in found.text


def test_name_of_the_site_stands_in_the_mark_the_title_and_the_metadata(
    client, contact
):
    published(SiteDetailsFactory(site_name="Renamed Task Force"))

    page = soup(client)

    assert page.title.text.strip() == "Contact | Renamed Task Force"
    assert page.header.find(class_="mark").get_text(" ", strip=True) == (
        "Renamed Task Force"
    )
    name = page.find("meta", property="og:site_name")
    assert name["content"] == "Renamed Task Force"


def test_error_pages_have_the_menu_and_ask_no_database(
    rf, django_assert_num_queries, contact, client
):
    entry = {"page": contact, "address": "", "label": ""}
    published(SiteDetailsFactory(site_name="Known Force", menu=[("entry", entry)]))
    soup(client)

    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))

    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 500
    assert page.title.text.strip().endswith("| Known Force")
    assert page.header.nav.find("a", href="/contact/").text == "Contact"


def test_accounts_of_the_agency_stand_in_the_footer(client, contact):
    account = {"label": "YouTube", "url": "https://www.youtube.com/x"}
    published(SiteDetailsFactory(accounts=[("account", account)]))

    link = soup(client).footer.find("a", href="https://www.youtube.com/x")
    assert link.text == "YouTube"


def test_no_template_of_an_error_asks_for_a_request():
    """Rendered without one, as Django does if nothing else works."""
    for name in ("400.html", "500.html", "503.html", "507.html"):
        assert "<main" in render_to_string(name)
