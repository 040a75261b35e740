"""What an official launch lacks: one line each, never a traceback."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import OperationalError

from pages import launch
from site_details.blocks import REQUIRED_LINKS
from tests.factories import SiteDetailsFactory, StandardPageFactory, published

pytestmark = pytest.mark.django_db

CONTACT = {"name": "", "phone": "202-555-0101", "email": "", "url": ""}
LINK = {"page": None, "address": "https://www.example.gov/x/"}


def check():
    out = StringIO()
    try:
        call_command("check_launch", stdout=out)
    except CommandError as error:
        return [*out.getvalue().splitlines(), str(error)]
    return out.getvalue().splitlines()


@pytest.fixture
def ready(settings, home):
    """Everything that the command can look at."""
    settings.OFFICIAL_SITE = True
    settings.PUBLIC_URL = "https://www.hstf.gov"
    settings.ALLOWED_HOSTS = ["www.hstf.gov"]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    settings.SECOND_PERSON_PUBLISHES = True
    settings.REQUIRE_SECOND_FACTOR = True
    settings.EMAIL_SENT_BY = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAILS_FORGOTTEN_PASSWORDS = True
    settings.SECURITY_CONTACT = ["mailto:security@example.org"]
    settings.SECURITY_PROMISES = "promises.txt"
    for name in ("one", "two"):
        User.objects.create_superuser(name, f"{name}@example.org")
    home.last_reviewed_date = "2026-11-30"
    published(home)
    return published(
        SiteDetailsFactory(
            parent_name="Department of Examples",
            parent_url="https://www.example.gov/",
            contacts=[(kind, CONTACT) for kind in launch.NEEDED_CONTACTS],
            required_links=[(kind, LINK) for kind in REQUIRED_LINKS],
        )
    )


def test_site_that_lacks_nothing_passes(ready):
    assert check() == ["Nothing that can be checked here is missing."]


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("OFFICIAL_SITE", False, "OFFICIAL_SITE is off."),
        (
            "PUBLIC_URL",
            "https://hstf.example.org",
            "PUBLIC_URL names no .gov or .mil host.",
        ),
        ("ALLOWED_HOSTS", [], "ALLOWED_HOSTS does not name the host of PUBLIC_URL."),
        ("SECURE_HSTS_SECONDS", 60, "HSTS_SECONDS is less than a year."),
        ("SECOND_PERSON_PUBLISHES", False, "SECOND_PERSON_PUBLISHES is off."),
        ("REQUIRE_SECOND_FACTOR", False, "REQUIRE_SECOND_FACTOR is off."),
        ("MAILS_FORGOTTEN_PASSWORDS", False, "No mail is sent: set EMAIL_URL."),
        ("SECURITY_CONTACT", [], "SECURITY_CONTACT is empty."),
    ],
)
def test_setting_that_an_official_site_needs_is_named(
    ready, settings, name, value, line
):
    setattr(settings, name, value)

    assert line in check()


def test_empty_details_and_unread_pages_are_named(ready, home):
    ready.parent_name = ""
    ready.contacts = [("general", CONTACT)]
    ready.required_links = ready.required_links[:0]
    published(ready)
    StandardPageFactory(parent=home, slug="new", last_reviewed_date=None)
    User.objects.filter(username="two").update(is_active=False)

    lines = check()

    assert "Site details: the parent agency is empty." in lines
    assert "Site details: no contact for “Accessibility”." in lines
    assert "Site details: no required link “No FEAR Act data”." in lines
    assert "Fewer than two accounts can publish." in lines
    assert "1 page was never reviewed: /new/." in lines
    assert lines[-1].endswith("things are missing; see docs/operations/official.md.")


def test_database_that_is_away_is_one_line(ready, monkeypatch):
    def away():
        raise OperationalError("no\nconnection")

    monkeypatch.setattr(launch, "in_database", away)

    assert check()[0] == "The database cannot be read: no connection."
