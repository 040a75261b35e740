"""Whom to call: which contact of a place comes first, and in which order the rest."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions.answer.answer import answer_for
from regions.answer.calling import Nearby
from regions.answer.entries import Asker
from tests.factories import (
    AgencyPageFactory,
    ContactChannelFactory,
    JurisdictionFactory,
    NationalLineFactory,
    OfficeCoverageFactory,
    OfficeFactory,
    RegionCoverageFactory,
    RegionFactory,
)

DAY = datetime.date(2026, 5, 10)
OVERDUE = {"review_due": DAY - datetime.timedelta(days=1)}
CONFIRMED = {"verified_on": DAY, "review_due": DAY + datetime.timedelta(days=1)}


@pytest.fixture
def other_agency(agency):
    return AgencyPageFactory(parent=agency.get_parent(), title="Other", acronym="OTH")


@pytest.fixture
def add_office(texas, agency):
    def add(name, covers=True, contact=None, **values):
        office = OfficeFactory(
            **{"slug": name.lower(), "name": name, "agency": agency, "state": texas}
            | values
        )
        if covers:
            area = {} if covers is True else covers
            OfficeCoverageFactory(office=office, jurisdiction=texas, **area)
        if contact is not None:
            ContactChannelFactory(office=office, **contact)
        return office

    return add


@pytest.fixture
def add_force(texas):
    def add(name, contact, **area):
        force = RegionFactory(name=name, state=texas)
        RegionCoverageFactory(region=force, jurisdiction=texas, **area)
        ContactChannelFactory(region=force, **contact)
        return force

    return add


def names(answer):
    return [str(each.owner) for each in answer.contacts]


def first(place, **asked):
    found = answer_for(place, day=DAY, **asked).first
    return str(found.owner)


def test_confirmed_office_comes_before_others_and_an_overdue_one_last(
    texas, add_office
):
    add_office("Amarillo", contact=OVERDUE)
    add_office("Beaumont", contact={})
    add_office("Corsicana", contact=CONFIRMED)

    answer = answer_for(texas, day=DAY)

    assert names(answer) == ["Corsicana", "Beaumont", "Amarillo"]
    assert str(answer.first.owner) == "Corsicana"


def test_documented_area_comes_before_an_inferred_one_and_the_whole_before_a_part(
    texas, add_office
):
    add_office("Amarillo", contact={}, covers={"certainty": "inferred"})
    add_office("Beaumont", contact={}, covers={"part": "the coast"})
    add_office("Corsicana", contact={})

    assert names(answer_for(texas, day=DAY)) == ["Corsicana", "Beaumont", "Amarillo"]


def test_task_force_that_covers_the_place_comes_before_every_office(
    texas, add_office, add_force
):
    add_office("Austin", contact=CONFIRMED)
    add_force("HSTF-Part", {}, part="the coast")
    add_force("HSTF-Whole", {})

    answer = answer_for(texas, day=DAY)
    near = answer_for(texas, day=DAY, nearby=Nearby("austin"))

    assert names(answer) == ["HSTF-Whole", "HSTF-Part", "Austin"]
    # Of a part of the state, nobody knows whether it is where the reader is.
    assert names(near) == ["HSTF-Whole", "Austin", "HSTF-Part"]


def test_overdue_task_force_comes_after_offices(texas, add_office, add_force):
    add_office("Austin", contact={})
    add_force("HSTF-Whole", OVERDUE)

    assert names(answer_for(texas, day=DAY)) == ["Austin", "HSTF-Whole"]


@pytest.mark.parametrize(
    "force",
    [{"type": "national"}, {"type": "operation"}, {"certainty": "inferred"}, {}],
)
def test_task_force_not_known_to_cover_the_place_is_never_first(
    texas, add_office, force
):
    certainty = force.pop("certainty", None)
    region = RegionFactory(name="HSTF-Somewhere", state=texas, **force)
    if force or certainty:
        area = {"certainty": certainty} if certainty else {}
        RegionCoverageFactory(region=region, jurisdiction=texas, **area)
    ContactChannelFactory(region=region, **CONFIRMED)
    NationalLineFactory(name="Tips", audience="report")

    assert first(texas) == "Tips"
    add_office("Austin", contact=OVERDUE)
    assert first(texas) == "Austin"
    assert "HSTF-Somewhere" in names(answer_for(texas, day=DAY))


def test_office_near_the_reader_comes_first_and_others_by_distance_from_it(
    texas, add_office
):
    add_office("Dallas", contact=CONFIRMED, postal_code="75220")
    add_office("Houston", contact={}, postal_code="77092")
    add_office("El-Paso", contact={}, postal_code="79912")
    add_office("Beaumont", contact={}, postal_code="77701")

    answer = answer_for(texas, day=DAY, nearby=Nearby("houston"))

    assert names(answer) == ["Houston", "Beaumont", "Dallas", "El-Paso"]


def test_one_office_of_each_agency_comes_before_the_second_of_any(
    texas, add_office, other_agency
):
    add_office("Houston", contact={}, postal_code="77092")
    add_office("Beaumont", contact={}, postal_code="77701")
    add_office("Z-Dallas", contact={}, postal_code="75220", agency=other_agency)
    add_office("Z-El-Paso", contact={}, postal_code="79912", agency=other_agency)

    answer = answer_for(texas, day=DAY, nearby=Nearby("houston"))

    assert names(answer) == ["Houston", "Z-Dallas", "Beaumont", "Z-El-Paso"]
    plain = names(answer_for(texas, day=DAY))
    assert plain == ["Beaumont", "Z-Dallas", "Houston", "Z-El-Paso"]


def test_nearer_office_that_covers_another_area_comes_after_one_of_each_agency(
    texas, add_office, other_agency
):
    utah = JurisdictionFactory(name="Utah", code="UT", fips="49")
    add_office("Houston", contact={})
    add_office("Beaumont", contact={})
    add_office("Z-Dallas", contact={}, agency=other_agency)
    add_office("Ogden", contact={}, covers=False, state=utah)

    answer = answer_for(texas, day=DAY, nearby=Nearby("houston", "ogden"))

    assert names(answer) == ["Houston", "Z-Dallas", "Ogden", "Beaumont"]
    assert "Ogden" not in names(answer_for(texas, day=DAY))


def test_nearer_office_of_another_part_of_the_place_is_named_once(texas, add_office):
    add_office("Houston", contact={})
    add_office("Austin", contact={})
    add_office("Beaumont", contact={})

    answer = answer_for(texas, day=DAY, nearby=Nearby("houston", "beaumont"))

    assert names(answer) == ["Houston", "Beaumont", "Austin"]


def test_office_of_another_area_is_never_first_even_where_no_office_covers_the_place(
    texas, add_office
):
    utah = JurisdictionFactory(name="Utah", code="UT", fips="49")
    add_office("Ogden", contact=CONFIRMED, covers=False, state=utah)
    NationalLineFactory(name="Tips")

    nearby = Nearby(nearer="ogden")

    assert first(texas, nearby=nearby) == "Tips"
    assert names(answer_for(texas, day=DAY, nearby=nearby)) == ["Ogden"]


def test_office_that_the_reader_named_comes_before_all(texas, add_office, add_force):
    add_force("HSTF-Whole", CONFIRMED)
    add_office("Austin", contact=CONFIRMED)
    add_office("Beaumont", contact=OVERDUE)

    assert first(texas, nearby=Nearby("beaumont", is_named=True)) == "Beaumont"
    assert first(texas, nearby=Nearby("beaumont")) == "HSTF-Whole"


def test_named_office_without_a_contact_leads_to_the_nearest_with_one(
    texas, add_office, read
):
    add_office("Dallas", contact={}, postal_code="75220")
    add_office("Houston", contact={}, postal_code="77092")
    add_office("Beaumont", postal_code="77701")

    nearby = Nearby("beaumont", is_named=True)

    assert names(answer_for(texas, day=DAY, nearby=nearby)) == ["Houston", "Dallas"]
    card = read("/regions/texas/?office=beaumont").find(id="result")
    words = " ".join(card.text.split())
    assert words.startswith(
        "TX Call Houston No contact of Beaumont has been published."
    )
    assert "No contact of Beaumont" not in read("/regions/texas/?near=beaumont").text


def test_public_gets_the_tip_lines_first_and_no_office_before_them(texas, add_office):
    add_office("Austin", contact=CONFIRMED)
    NationalLineFactory(name="911", audience="emergency", order=1)
    NationalLineFactory(name="Old tips", audience="report", order=2, **OVERDUE)
    NationalLineFactory(name="Tips", audience="report", order=3)
    public = {"asker": Asker.PUBLIC}

    assert first(texas, **public) == "Tips"
    assert first(texas, **public, nearby=Nearby("austin", is_named=True)) == "Tips"
    assert first(texas) == "Austin"


def test_line_that_can_be_called_comes_before_one_with_only_a_website(texas):
    online = {"phone": "", "phone_dial": "", "website_url": "https://example.org/"}
    NationalLineFactory(name="Online", audience="report", order=1, **online)
    NationalLineFactory(
        name="Phone", audience="report", order=2, phone="1-800-555-0199",
        phone_dial="8005550199",
    )  # fmt: skip

    assert first(texas) == "Phone"


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [
        ([{"kind": "email", "value": "a@example.org"}, {}], "phone"),
        ([{"kind": "web", "value": "https://example.org/"}], "web"),
        ([{"kind": "email", "value": "a@example.org"} | CONFIRMED, {}], "email"),
        ([{"kind": "text", "value": "Text 12345"}, {}], "phone"),
    ],
)
def test_most_trusted_way_is_shown_first_then_the_quickest(
    texas, add_office, contacts, expected
):
    office = add_office("Austin")
    for each in contacts:
        ContactChannelFactory(office=office, **each)

    assert answer_for(texas, day=DAY).first.way.kind == expected


def test_office_that_takes_only_text_messages_is_not_called_but_stays_listed(
    texas, add_office
):
    add_office("Austin", contact={"kind": "text", "value": "Text HELP to 12345"})

    answer = answer_for(texas, day=DAY)

    assert answer.first is None
    assert names(answer) == ["Austin"]


def test_order_costs_the_same_however_many_offices_there_are(texas, add_office):
    utah = JurisdictionFactory(name="Utah", code="UT", fips="49")
    add_office("Ogden", contact={}, covers=False, state=utah)
    add_office("Austin", contact={}, postal_code="78701")

    def cost():
        with CaptureQueriesContext(connection) as queries:
            answer = answer_for(texas, nearby=Nearby("austin", "ogden"))
            assert names(answer)[:2] == ["Austin", "Ogden"]
        return len(queries)

    few = cost()
    for number in range(5):
        add_office(f"Office-{number}", contact={}, postal_code="79901")

    assert cost() == few


@pytest.mark.parametrize("slug", ["nowhere", "", "%00", "x" * 5000])
def test_unknown_office_changes_nothing(texas, add_office, slug):
    add_office("Austin", contact={})
    add_office("Beaumont", contact={})

    answer = answer_for(texas, day=DAY, nearby=Nearby(slug, slug))

    assert names(answer) == ["Austin", "Beaumont"]
    assert answer.order.query == ""
