"""What the directory answers for a place, and how far it may be trusted."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from places.zip_codes import zip_coordinates
from regions.answer.answer import Asker, answer_for
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


def page(read, query=""):
    return read(f"/regions/texas/{query}").main


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

    assert "No EXA office for Vermont has been published." in text
    assert "EXA Austin" not in text


def test_inferred_coverage_is_told_from_documented(read, texas, office):
    proxy = SourceFactory(title="A stand-in")
    OfficeCoverage.objects.update(certainty="inferred", source=proxy)

    item = page(read).find("li", class_="office").text

    assert "Likely covers" in item
    assert "Not confirmed" in item
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


def test_military_mail_is_sent_to_the_place_where_the_reader_is(read, directory):
    JurisdictionFactory(
        name="Armed Forces Europe",
        code="AE",
        fips=None,
        kind="military",
        is_listed=False,
    )

    main = read("/regions/armed-forces-europe/").main

    assert "look up the place you are in" in main.find(id="card-heading").text
    assert "Until it is" not in main.text
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
