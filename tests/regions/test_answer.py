"""What the directory answers for a place, and how far it may be trusted."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions.answer.answer import answer_for
from regions.answer.entries import Asker
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
    assert answer.first is None


def test_unpublished_office_is_not_in_the_answer(texas, office):
    Office.objects.update(live=False)

    assert answer_for(texas).offices == []


def test_agency_without_an_office_here_is_said_to_have_none(read, office):
    JurisdictionFactory(name="Vermont", code="VT", fips="50")

    text = " ".join(read("/regions/vermont/").main.text.split())

    assert "No EXA office for Vermont has been published." in text
    assert "EXA Austin" not in text


def test_inferred_coverage_is_told_from_documented(read, texas, office):
    proxy = SourceFactory(title="A stand-in")
    OfficeCoverage.objects.update(certainty="inferred", source=proxy)

    ContactChannelFactory(office=office)

    item = page(read).find(class_="first-contact").text

    assert "Likely covers" in item
    assert "Not confirmed" in item
    assert "A stand-in" in item


def order_of(main):
    return [
        heading["id"]
        for heading in main.select("#result h3[id]")
        if heading["id"] in {"offices", "lines"}
    ]


@pytest.fixture
def two_offices_and_two_lines(texas, office, agency):
    more = OfficeFactory(name="EXA Dallas", agency=agency, state=texas)
    OfficeCoverageFactory(office=more, jurisdiction=texas)
    for each in (office, more):
        ContactChannelFactory(office=each)
    NationalLineFactory.create_batch(2, audience="report")


@pytest.mark.usefixtures("two_offices_and_two_lines")
def test_who_is_asking_changes_the_order(read):
    assert order_of(page(read)) == ["offices", "lines"]
    assert order_of(page(read, "?for=law-enforcement")) == ["offices", "lines"]
    assert order_of(page(read, "?for=public")) == ["lines", "offices"]


@pytest.mark.parametrize("asker", ["", "nobody", "%00", "x" * 5000])
@pytest.mark.usefixtures("two_offices_and_two_lines")
def test_unknown_asker_is_led_to_the_usual_order(client, read, asker):
    response = client.get(f"/regions/texas/?for={asker}")

    assert order_of(page(read, response["Location"].partition("/texas/")[2])) == [
        "offices",
        "lines",
    ]


def test_numbers_for_whoever_asks_stand_first(texas, task_force):
    ContactChannelFactory(region=task_force, audience="public", slug="a", order=1)
    ContactChannelFactory(region=task_force, audience="law_enforcement", slug="b")

    def first(asker):
        return answer_for(texas, asker=asker).regions[0].channels[0].slug

    assert first(Asker.LAW_ENFORCEMENT) == "b"
    assert first(Asker.PUBLIC) == "a"


def test_switch_keeps_the_office_and_says_which_is_chosen(read, office):
    query = f"?near={office.slug}"

    switch = page(read, f"{query}&for=public").find("nav", class_="asker-switch")

    police, public = switch.find_all("a")
    assert police["href"] == f"/regions/texas/{query}"
    assert public["href"] == f"/regions/texas/{query}&for=public"
    assert (police.get("aria-current"), public["aria-current"]) == (None, "true")


def test_military_mail_is_sent_to_the_place_where_the_reader_is(read, directory):
    JurisdictionFactory(
        name="Armed Forces Europe",
        code="AE",
        fips=None,
        kind="military",
        is_listed=False,
    )

    main = read("/regions/armed-forces-europe/").main

    assert "Look up the place you are in" in main.find(id="card-heading").text
    assert "has been published" not in main.find(id="result").text
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
