"""Which contacts are due for a check, and the list of them."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.utils.timezone import localdate as today

from regions.models import ContactChannel, NationalLine, Trust
from tests.factories import (
    ContactChannelFactory,
    NationalLineFactory,
    RegionFactory,
)
from tests.verification.steps import (
    CONFIRM,
    DAY,
    LIST,
)
from verification.confirmation import SeenContact
from verification.due_contacts import due_keys

pytestmark = pytest.mark.django_db


# Trust follows from the date


def test_contact_is_stale_from_the_day_after_its_review(contact):
    contact.verified_on = datetime.date(2026, 1, 1)
    contact.review_due = datetime.date(2026, 4, 1)

    assert contact.trust(datetime.date(2026, 4, 1)) == Trust.VERIFIED
    assert contact.trust(datetime.date(2026, 4, 2)) == Trust.STALE


def test_due_from_the_day_after_its_review_too(contact):
    ContactChannel.objects.update(
        verified_on=datetime.date(2026, 1, 1), review_due=datetime.date(2026, 4, 1)
    )

    assert not ContactChannel.objects.due(datetime.date(2026, 4, 1))
    assert ContactChannel.objects.due(datetime.date(2026, 4, 2)).get() == contact


def test_oldest_are_due_first(contact):
    region = contact.region
    now = today()
    never = contact
    never_but_dated = ContactChannelFactory(region=region, as_of=now - 900 * DAY)
    late = ContactChannelFactory(
        region=region, verified_on=now - 100 * DAY, review_due=now - 10 * DAY
    )
    later = ContactChannelFactory(
        region=region, verified_on=now - 200 * DAY, review_due=now - 20 * DAY
    )
    ContactChannelFactory(region=region, verified_on=now, review_due=now)

    assert list(ContactChannel.objects.due()) == [later, late, never, never_but_dated]


def test_list_keeps_the_order_of_both_kinds_together(contact):
    now = today()
    for number in range(4):
        dates = {"verified_on": now - 200 * DAY, "review_due": now - number * 2 * DAY}
        ContactChannelFactory(region=contact.region, **dates)
        NationalLineFactory(**dates | {"review_due": dates["review_due"] - DAY})
    NationalLineFactory()

    for model in (ContactChannel, NationalLine):
        assert [key["pk"] for key in due_keys([model])] == [
            contact.pk for contact in model.objects.due()
        ]
    both = [key["first"] for key in due_keys([ContactChannel, NationalLine])]
    assert len(both) == 9
    assert both == sorted(both)


# The list


def test_list_says_what_is_due_and_how_far_to_trust_it(admin, contact, read):
    contact.verified_by = "Sam Example"
    contact.verified_on = datetime.date(2026, 1, 1)
    contact.review_due = datetime.date(2026, 4, 1)
    contact.source.title = "Letter of a test"
    contact.source.save()
    contact.save()
    NationalLineFactory(name="Test line", text="Text TEST to 555010")

    first, second = read(LIST).select("tbody tr")

    text = first.get_text(" ", strip=True)
    for words in (
        "Gulf",
        "Phone",
        "(202) 555-0100",
        "Letter of a test",
        "January 1, 2026",
        "by Sam Example",
        "April 1, 2026",
        "Due for a new check",
    ):
        assert words in text
    for words in (
        "Test line",
        "National line",
        "Text TEST",
        "Never",
        "Not yet confirm",
    ):
        assert words in second.get_text(" ", strip=True)


def test_list_leaves_out_what_readers_do_not_see(admin, contact, read):
    contact.live = False
    contact.save()

    assert "Nothing is due" in read(LIST).main.get_text()


def test_list_takes_as_many_queries_for_many_as_for_one(admin, contact, count_queries):
    NationalLineFactory()
    count_queries(LIST)
    few = count_queries(LIST)
    for number in range(60):
        as_of = today() - number * DAY
        ContactChannelFactory(region=RegionFactory(), as_of=as_of)
        NationalLineFactory(as_of=as_of)

    assert count_queries(LIST) == few


def test_list_is_paginated(admin, contact, read):
    for _number in range(55):
        ContactChannelFactory(region=contact.region)

    assert len(read(LIST).select("tbody tr")) == 50
    assert len(read(LIST + "?p=2").select("tbody tr")) == 6


def test_menu_leads_to_the_list(admin):
    assert LIST in admin.get("/admin/").content.decode()


def test_pages_are_sound_html(admin, contact):
    for url in (LIST, f"{CONFIRM}?item={SeenContact.of(contact).short}"):
        page = BeautifulSoup(admin.get(url).content, "html.parser")
        ids = [tag["id"] for tag in page.select("[id]")]
        assert len(page.select("h1")) == 1
        labels = [
            tag["aria-labelledby"] for tag in page.select("main [aria-labelledby]")
        ]
        assert {name for label in labels for name in label.split()} <= set(ids)
