"""What the directory answers for a place, and how far it may be trusted."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate as today

from regions.answer.answer import Asker, answer_for
from regions.answer.directory import whole_directory
from regions.geography import zip_coordinates
from regions.models import ContactChannel, Office, OfficeCoverage
from tests.factories import (
    ContactChannelFactory,
    JurisdictionFactory,
    NationalLineFactory,
    OfficeCoverageFactory,
    OfficeFactory,
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


@pytest.mark.parametrize("hidden", ["channel", "region"])
def test_drafts_are_not_in_the_answer(texas, task_force, hidden):
    channel = ContactChannelFactory(region=task_force)
    draft = {"channel": channel, "region": task_force}[hidden]
    type(draft).objects.filter(pk=draft.pk).update(live=False)

    answer = answer_for(texas, day=DAY)

    assert answer.status == "not_published"
    assert not answer.has_reached


def test_unpublished_office_is_not_in_the_answer(texas, office):
    Office.objects.update(live=False)

    assert answer_for(texas).offices == []


def test_all_candidates_are_named_without_a_position(texas, office, agency):
    OfficeCoverageFactory(
        office=OfficeFactory(name="EXA Dallas", agency=agency, state=texas),
        jurisdiction=texas,
    )

    answer = answer_for(texas)

    assert [each.owner.name for each in answer.offices] == ["EXA Austin", "EXA Dallas"]
    assert not answer.is_by_distance


def test_nearest_office_stands_first_where_a_zip_code_gives_a_position(
    texas, office, agency
):
    near = OfficeFactory(name="EXA Z", agency=agency, state=texas, postal_code="75220")
    OfficeCoverageFactory(office=near, jurisdiction=texas)

    answer = answer_for(texas, origin=zip_coordinates("75201"))

    assert [each.owner.name for each in answer.offices] == ["EXA Z", "EXA Austin"]
    assert answer.offices[0].distance < 15
    assert 150 < answer.offices[1].distance < 220


def test_distance_is_shown_as_distance_and_not_as_responsibility(read, office):
    main = page(read, "?zip=75201")

    assert "About 1" in main.find("li", class_="office").text
    assert "Nearest does not mean responsible" in main.text


@pytest.mark.parametrize(
    "zip_code", ["10001", "00000", "7520", "٧٥٢٠١", "75201-1", "<b>", "88888"]
)
def test_zip_code_from_elsewhere_changes_nothing(read, office, zip_code):
    main = page(read, f"?zip={zip_code}")

    assert "straight line" not in main.text


def test_agency_without_an_office_here_is_said_to_have_none(read, office):
    JurisdictionFactory(name="Vermont", code="VT", fips="50")

    text = " ".join(read("/regions/vermont/").main.text.split())

    assert "Our sources name no EXA office for Vermont." in text
    assert "EXA Austin" not in text


def test_inferred_coverage_is_told_from_documented(read, texas, office):
    proxy = SourceFactory(title="A stand-in")
    OfficeCoverage.objects.update(certainty="inferred", source=proxy)

    item = page(read).find("li", class_="office").text

    assert "Seems to cover" in item
    assert "Inferred, not documented" in item
    assert "A stand-in" in item


def order_of(main):
    return [
        heading["id"]
        for heading in main.select("#result h3[id]")
        if heading["id"] in {"offices", "lines"}
    ]


def test_who_is_asking_changes_the_order(read, office):
    NationalLineFactory(audience="report")

    assert order_of(page(read)) == ["offices", "lines"]
    assert order_of(page(read, "?for=law-enforcement")) == ["offices", "lines"]
    assert order_of(page(read, "?for=public")) == ["lines", "offices"]


@pytest.mark.parametrize("asker", ["", "nobody", "%00", "x" * 5000])
def test_unknown_asker_gets_the_usual_order(read, office, asker):
    NationalLineFactory(audience="report")

    assert order_of(page(read, f"?for={asker}")) == ["offices", "lines"]


def test_numbers_for_whoever_asks_stand_first(texas, task_force):
    ContactChannelFactory(region=task_force, audience="public", slug="a", order=1)
    ContactChannelFactory(region=task_force, audience="law_enforcement", slug="b")

    def first(asker):
        return answer_for(texas, asker=asker).regions[0].channels[0].slug

    assert first(Asker.LAW_ENFORCEMENT) == "b"
    assert first(Asker.PUBLIC) == "a"


def test_switch_keeps_the_zip_code_and_says_which_is_chosen(read, office):
    switch = page(read, "?zip=75201&for=public").find("nav", class_="asker-switch")

    chosen = switch.find(attrs={"aria-current": "true"})
    assert "for=public" in chosen["href"]
    assert all("zip=75201" in link["href"] for link in switch.find_all("a"))


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
    assert "has not been published" not in main.find(id="card-heading").text


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
    assert "not confirmed at present" in main.find(id="card-heading").text


def test_military_mail_is_sent_to_the_place_where_the_reader_is(read, directory):
    JurisdictionFactory(
        name="Armed Forces Europe",
        code="AE",
        fips=None,
        kind="military",
        is_listed=False,
    )

    main = read("/regions/armed-forces-europe/").main

    assert "Military mail belongs to no regional" in main.find(id="card-heading").text
    assert "does not tell where you are" in main.text


def test_no_link_dials_or_writes_without_a_sourced_contact(read, task_force, office):
    ContactChannelFactory(region=task_force, value="(202) 555-0101")
    ContactChannelFactory(office=office, kind="email", value="desk@example.org")
    NationalLineFactory(phone="202-555-0102", phone_dial="2025550102")

    links = [link["href"] for link in page(read).find_all("a")]

    assert sorted(link for link in links if link.startswith(("tel:", "mailto:"))) == [
        "mailto:desk@example.org",
        "tel:+12025550101",
        "tel:+12025550102",
    ]


def test_answer_costs_the_same_with_five_thousand_offices(texas, agency, office):
    force = RegionFactory()
    RegionCoverageFactory(region=force, jurisdiction=texas)
    ContactChannelFactory(region=force)
    ContactChannelFactory(office=office)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            answer = answer_for(texas)
            _all = [
                channel.trust_text()
                for each in answer.offices
                for channel in each.channels
            ]
            _owners = [each.coverage.stated_by.title for each in answer.offices]
        return len(queries)

    before = cost()
    utah = JurisdictionFactory(name="Utah", code="UT", fips="49")
    source = SourceFactory()
    offices = Office.objects.bulk_create(
        Office(
            slug=f"bulk-{number}",
            name=f"Bulk {number}",
            agency=agency,
            city="Salt Lake City",
            state=utah,
            source=source,
            live=True,
        )
        for number in range(5_000)
    )
    OfficeCoverage.objects.bulk_create(
        OfficeCoverage(office=each, jurisdiction=texas if number < 20 else utah)
        for number, each in enumerate(offices)
    )
    ContactChannel.objects.bulk_create(
        ContactChannel(
            slug=f"bulk-{number}-phone",
            office=each,
            kind="phone",
            value="(202) 555-0100",
            source=source,
            live=True,
        )
        for number, each in enumerate(offices)
    )

    assert cost() == before


def heading(html):
    return " ".join(html.find(id="card-heading").get_text().split())


def test_where_a_task_force_is_based_does_not_make_it_the_contact(read, texas):
    based = RegionFactory(name="HSTF in Example City", state=texas, city="Example City")
    ContactChannelFactory(region=based, verified_on=DAY)

    html = read("/regions/texas/")

    assert answer_for(texas, day=DAY).status == "not_published"
    assert heading(html) == "The regional contact for Texas has not been published"
    card = " ".join(html.find(id="result").get_text().split())
    assert "located in Example City; its source does not state the area" in card
    assert not html.find(id="covering")
    assert "Named in our sources, but not as" in html.find(id="named").get_text()


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
        (
            "regional",
            {"certainty": "inferred"},
            "The regional contact for Texas has not been published",
        ),
        ("operation", {}, "The regional contact for Texas has not been published"),
        ("national", {}, "The regional contact for Texas has not been published"),
    ],
)
def test_contact_for_a_place_is_one_whose_published_area_says_so(
    read, texas, type_, covers, expected
):
    force = RegionFactory(name="HSTF-Somewhere", type=type_)
    RegionCoverageFactory(region=force, jurisdiction=texas, **covers)
    ContactChannelFactory(region=force, verified_on=DAY)

    html = read("/regions/texas/")

    is_published = "not been" not in expected
    assert heading(html) == expected
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
