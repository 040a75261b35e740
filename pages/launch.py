"""What an official launch still lacks; docs/operations/official.md explains each."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q
from django.utils.translation import gettext, ngettext

from core.models import BasePage
from pages.models import BrokenLink
from pages.seeding.kinds import PAGE_TYPES
from site_details.blocks import CONTACTS, REQUIRED_LINKS
from site_details.government import is_government
from site_details.models import SiteDetails

# Contacts that laws or policies ask for; the others are as the owner likes.
NEEDED_CONTACTS = ("general", "accessibility", "privacy", "foia")
# These deliver nothing to anybody.
NO_MAIL = ("console", "dummy", "filebased", "locmem")
# How many pages a line names before it only counts them.
NAMED = 3


def gaps() -> Iterator[str]:
    """Return what is missing, one sentence each."""
    yield from in_settings()
    try:
        yield from in_database()
    except Error as error:
        reason = " ".join(str(error).split())
        yield gettext("The database cannot be read: %(reason)s.") % {"reason": reason}


def in_settings() -> Iterator[str]:
    host = urlsplit(settings.PUBLIC_URL).hostname or ""
    allowed = {each.lower() for each in settings.ALLOWED_HOSTS}
    mailer = settings.EMAIL_SENT_BY or settings.EMAIL_BACKEND
    sends_mail = settings.MAILS_FORGOTTEN_PASSWORDS and not any(
        f".{name}." in mailer for name in NO_MAIL
    )
    found = {
        gettext("OFFICIAL_SITE is off."): not settings.OFFICIAL_SITE,
        gettext("PUBLIC_URL does not begin with https://."): (
            not settings.PUBLIC_URL.startswith("https://")
        ),
        gettext("PUBLIC_URL names no .gov or .mil host."): not is_government(host),
        gettext("ALLOWED_HOSTS does not name the host of PUBLIC_URL."): (
            host not in allowed
        ),
        gettext("DEBUG is on."): settings.DEBUG,
        gettext(
            "Requests over HTTP are not sent on to HTTPS: use the production settings."
        ): not settings.SECURE_SSL_REDIRECT,
        gettext("HSTS_SECONDS is less than a year."): (
            settings.SECURE_HSTS_SECONDS < 365 * 24 * 60 * 60
        ),
        gettext("SECOND_PERSON_PUBLISHES is off."): (
            not settings.SECOND_PERSON_PUBLISHES
        ),
        gettext("REQUIRE_SECOND_FACTOR is off."): not settings.REQUIRE_SECOND_FACTOR,
        gettext("No mail is sent: set EMAIL_URL."): not sends_mail,
        gettext("SECURITY_CONTACT is empty."): not settings.SECURITY_CONTACT,
        gettext("SECURITY_PROMISES is empty."): not settings.SECURITY_PROMISES,
    }
    return (line for line, is_missing in found.items() if is_missing)


def in_database() -> Iterator[str]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield gettext("Migrations wait: run migrate.")
        return
    yield from in_site_details()
    yield from in_accounts()
    yield from in_pages()


def in_site_details() -> Iterator[str]:
    details = SiteDetails.objects.filter(live=True).first()
    if details is None:
        yield gettext("Site details are not published: run seed_site.")
        return
    found = {
        gettext("Site details: a draft waits to be published."): (
            details.has_unpublished_changes
        ),
        gettext("Site details: the parent agency is empty."): not details.parent_name,
        gettext("Site details: the website of the parent agency is empty."): (
            not details.parent_url
        ),
    }
    yield from (line for line, is_missing in found.items() if is_missing)
    contact = gettext("Site details: no contact for “%(kind)s”.")
    needed = {kind: CONTACTS[kind] for kind in NEEDED_CONTACTS}
    yield from not_given(details.contacts, needed, contact)
    link = gettext("Site details: no required link “%(kind)s”.")
    yield from not_given(details.required_links, REQUIRED_LINKS, link)


def not_given(stream: Any, labels: dict[str, Any], words: str) -> Iterator[str]:
    given = {each.block_type for each in stream}
    for kind, label in labels.items():
        if kind not in given:
            yield words % {"kind": label}


def in_accounts() -> Iterator[str]:
    publish = Q(groups__page_permissions__permission__codename="publish_page")
    people = User.objects.filter(Q(is_superuser=True) | publish, is_active=True)
    if people.distinct().count() < 2:
        yield gettext("Fewer than two accounts can publish.")


def in_pages() -> Iterator[str]:
    unread = [
        page
        for model in PAGE_TYPES.values()
        for page in model.objects.live().filter(last_reviewed_date=None)
    ]
    if unread:
        yield ngettext(
            "%(count)d page was never reviewed: %(pages)s.",
            "%(count)d pages were never reviewed: %(pages)s.",
            len(unread),
        ) % {"count": len(unread), "pages": named(unread)}
    if count := BrokenLink.objects.count():
        yield ngettext(
            "%(count)d link leads nowhere: see Reports, Broken links.",
            "%(count)d links lead nowhere: see Reports, Broken links.",
            count,
        ) % {"count": count}


def named(pages: list[BasePage]) -> str:
    first = ", ".join(page.url or page.title for page in pages[:NAMED])
    return first if len(pages) <= NAMED else f"{first}, …"
