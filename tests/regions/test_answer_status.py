"""The status of a place's regional contact, and how far to trust it."""

import datetime

import pytest
from django.utils.timezone import localdate as today

from regions.answer.answer import answer_for
from regions.answer.directory import whole_directory
from regions.models import ContactChannel
from tests.factories import (
    ContactChannelFactory,
    RegionCoverageFactory,
    RegionFactory,
    SourceFactory,
)

DAY = datetime.date(2026, 5, 10)
BEFORE = DAY - datetime.timedelta(days=1)
AFTER = DAY + datetime.timedelta(days=1)


def page(read, query=""):
    return read(f"/regions/texas/{query}").main


@pytest.mark.parametrize(
    ("verified_on", "review_due", "status"),
    [
        (None, None, "unverified"),
        (None, BEFORE, "stale"),
        (None, DAY, "unverified"),
        (BEFORE, DAY, "verified"),
        (BEFORE, AFTER, "verified"),
        (BEFORE, BEFORE, "stale"),
        (DAY, None, "verified"),
    ],
)
def test_contact_is_trusted_up_to_the_day_it_is_due(
    texas, task_force, verified_on, review_due, status
):
    ContactChannelFactory(
        region=task_force, verified_on=verified_on, review_due=review_due
    )

    assert answer_for(texas, day=DAY).status == status


def test_best_contact_gives_the_answer_its_status(texas, task_force):
    ContactChannelFactory(region=task_force)
    ContactChannelFactory(region=task_force, verified_on=DAY, review_due=AFTER)

    assert answer_for(texas, day=DAY).status == "verified"


def test_numbers_of_partners_never_make_a_regional_contact(texas, office):
    ContactChannelFactory(office=office, verified_on=DAY)

    assert answer_for(texas, day=DAY).status == "not_published"


def test_page_says_from_where_an_unconfirmed_number_comes(read, office):
    source = SourceFactory(title="An example list")
    ContactChannelFactory(
        office=office, source=source, as_of=datetime.date(2021, 8, 12)
    )

    words = page(read).find(class_="trust--unverified").text.strip()

    assert words == "An example list (August 12, 2021); not yet confirmed"


def test_page_says_when_a_number_was_confirmed(read, task_force):
    ContactChannelFactory(region=task_force, verified_on=today())

    main = page(read)

    assert main.find(class_="trust--verified").text.strip().startswith("Confirmed on")
    assert "has been published" not in main.find(id="result").text


def test_number_turns_stale_by_the_date_alone(read, task_force):
    channel = ContactChannelFactory(
        region=task_force, verified_on=today() - datetime.timedelta(days=10)
    )
    assert page(read).find(class_="trust--verified")

    ContactChannel.objects.filter(pk=channel.pk).update(
        review_due=today() - datetime.timedelta(days=1)
    )

    main = page(read)
    assert "a new check was due by" in main.find(class_="trust--stale").text
    assert "due for a new check" in main.find(id="card-heading").text


NONE = "No contact for Texas has been published"
NOT_PUBLISHED = "No contact of the regional task force for Texas has been published."


def heading(html):
    return " ".join(html.find(id="card-heading").get_text().split())


def test_where_a_task_force_is_based_does_not_make_it_the_contact(read, texas):
    based = RegionFactory(name="HSTF in Example City", state=texas, city="Example City")
    ContactChannelFactory(region=based, verified_on=DAY)

    html = read("/regions/texas/")

    assert answer_for(texas, day=DAY).status == "not_published"
    assert heading(html) == NONE
    card = " ".join(html.find(id="result").get_text().split())
    assert NOT_PUBLISHED in card
    assert "in Example City; its area has not been published" in card
    assert not html.find(id="covering")
    assert "Also linked to Texas" in html.find(id="named").get_text()
    assert "None of these is known to be the regional task force of Texas" in html.text


@pytest.mark.parametrize(
    ("type_", "covers", "expected"),
    [
        ("regional", {}, "The regional contact for Texas"),
        ("not_stated", {}, "The regional contact for Texas"),
        (
            "regional",
            {"part": "southeast Texas"},
            "The regional contact for part of Texas",
        ),
        ("regional", {"certainty": "inferred"}, NONE),
        ("operation", {}, NONE),
        ("national", {}, NONE),
        ("separate", {}, NONE),
    ],
)
def test_contact_for_a_place_is_one_whose_published_area_says_so(
    read, texas, type_, covers, expected
):
    force = RegionFactory(name="HSTF-Somewhere", type=type_)
    RegionCoverageFactory(region=force, jurisdiction=texas, **covers)
    ContactChannelFactory(region=force, verified_on=DAY)

    html = read("/regions/texas/")

    is_published = expected != NONE
    assert heading(html) == expected
    card = " ".join(html.find(id="result").get_text().split())
    assert (NOT_PUBLISHED in card) != is_published
    assert bool(html.find(id="covering")) == is_published
    assert (answer_for(texas, day=DAY).status == "verified") == is_published
    told = whole_directory().statuses(DAY)
    assert (told[texas.pk] == "verified") == is_published


def test_contact_for_the_whole_place_outweighs_one_for_a_part(texas, task_force):
    part = RegionFactory(name="HSTF-Part")
    RegionCoverageFactory(region=part, jurisdiction=texas, part="southeast Texas")
    ContactChannelFactory(region=part, verified_on=DAY)

    assert answer_for(texas, day=DAY).is_for_part
    ContactChannelFactory(region=task_force, verified_on=DAY)
    assert not answer_for(texas, day=DAY).is_for_part
