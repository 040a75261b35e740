"""Cards for address books: one for each office and task force, in both versions."""

import datetime

import pytest
from django.utils.timezone import localdate as today
from hypothesis import given, settings as hypothesis_settings, strategies as st

from agencies.models import AgencyPage
from core.text_cleanup import one_line, tidied
from regions.answer.entries import DirectoryEntry
from regions.answer.vcard import VCardVersion, vcards
from regions.models import (
    ContactChannel,
    Jurisdiction,
    Office,
    OfficeCoverage,
    Region,
)
from sources.models import Source
from tests.factories import (
    ContactChannelFactory,
    JurisdictionFactory,
    OfficeCoverageFactory,
    RegionCoverageFactory,
    SourceFactory,
)
from tests.regions.address_book import BrokenCardError, read_cards

PHONE = "1-202-555-0147"
OFFICE, OFFICE_4 = (
    "/regions/offices/exa-austin.vcf",
    "/regions/offices/exa-austin.v4.vcf",
)
FORCE, FORCE_4 = "/regions/task-forces/force.vcf", "/regions/task-forces/force.v4.vcf"
PLACE, PLACE_3 = "/regions/texas.vcf", "/regions/texas.v3.vcf"
VERSIONS = {
    OFFICE: "3.0",
    OFFICE_4: "4.0",
    FORCE: "3.0",
    FORCE_4: "4.0",
    PLACE: "4.0",
    PLACE_3: "3.0",
}


@pytest.fixture
def office(office):
    office.slug, office.address = "exa-austin", "1 Example Street, Suite 2; rear"
    office.postal_code = "78701"
    office.save()
    return office


@pytest.fixture
def phone(office):
    return ContactChannelFactory(
        office=office,
        slug="exa-austin-phone",
        value=PHONE,
        audience="law_enforcement",
        hours="Day and night",
        source=SourceFactory(title="An example list; with, marks"),
        as_of=datetime.date(2021, 8, 12),
    )


@pytest.fixture
def force(task_force):
    task_force.slug = "force"
    task_force.save()
    ContactChannelFactory(region=task_force, kind="email", value="desk@example.org")
    return task_force


@pytest.fixture
def cards(client):
    """Read the cards at an address."""

    def read(path):
        response = client.get(path)
        assert response.status_code == 200, path
        return read_cards(response.content)

    return read


@pytest.mark.usefixtures("phone", "force")
@pytest.mark.parametrize("path", VERSIONS)
def test_every_card_is_as_its_standard_has_it(client, cards, path):
    found = cards(path)

    assert {card.version for card in found} == {VERSIONS[path]}
    assert len(found) == (2 if path in {PLACE, PLACE_3} else 1)
    response = client.get(path)
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert "attachment; filename=" in response["Content-Disposition"]


@pytest.mark.usefixtures("phone")
@pytest.mark.parametrize("path", [OFFICE, OFFICE_4])
def test_card_of_an_office_says_who_where_and_how(cards, path):
    (card,) = cards(path)

    assert card.text("FN") == "EXA Austin"
    assert card.parts("ORG") == ["Example Agency", "EXA Austin"]
    street = "1 Example Street, Suite 2; rear"
    assert card.parts("ADR") == ["", "", street, "Austin", "TX", "78701", "USA"]
    assert card.texts("TEL") == [PHONE]
    assert card.types("TEL") == [{"work", "voice"}]


@pytest.mark.usefixtures("phone")
def test_old_card_has_the_name_that_programs_show(cards):
    (old,), (new,) = cards(OFFICE), cards(OFFICE_4)

    assert old.parts("N") == ["EXA Austin", "", "", "", ""]
    assert new.text("KIND") == "org"
    assert not new.all("N")


@pytest.mark.usefixtures("phone")
@pytest.mark.parametrize("path", [OFFICE, OFFICE_4, PLACE, PLACE_3])
def test_note_says_the_same_as_the_page(cards, read, settings, office, path):
    office.note = "Its home state is inferred."
    office.save()

    (card,) = cards(path)

    page = read("/regions/texas/").main.text
    note = card.text("NOTE").splitlines()
    trust = "An example list; with, marks (August 12, 2021); not yet confirmed"
    assert note == [
        "Office of a partner agency, not the task force.",
        "Covers Texas.",
        "Its home state is inferred.",
        f"{PHONE}: Phone, for: Law enforcement, Day and night. {trust}.",
        f"Shown on {today().isoformat()} by {settings.PUBLIC_URL}/regions/texas/",
    ]
    for said in (trust, "Law enforcement", "Day and night", office.note):
        assert said in page


@pytest.mark.usefixtures("phone", "force")
def test_page_leads_to_each_card_and_to_all(client, read):
    main = read("/regions/texas/").main

    found = {" ".join(link.text.split()): link["href"] for link in main.find_all("a")}
    # What most address books read.
    assert found["Save EXA Austin"] == OFFICE
    assert found["Save HSTF-Somewhere"] == FORCE
    assert found["Address book (vCard)"] == PLACE_3
    for path in (OFFICE, FORCE, PLACE_3):
        assert client.get(path).status_code == 200


def test_note_says_how_sure_its_area_is(cards, office, phone, texas):
    source = texas.source
    utah = JurisdictionFactory(name="Utah", code="UT", fips="49", source=source)
    ohio = JurisdictionFactory(name="Ohio", code="OH", fips="39", source=source)
    for order, (place, told) in enumerate(
        [
            (utah, {"part": "the north", "counties": "Cache, Rich"}),
            (ohio, {"certainty": "inferred", "part": "the south"}),
        ],
        start=1,
    ):
        OfficeCoverageFactory(
            office=office, jurisdiction=place, sort_order=order, **told
        )

    (card,) = cards(OFFICE)

    assert set(card.text("NOTE").splitlines()) >= {
        "Covers Texas.",
        "Covers Utah, in part: the north (Cache, Rich).",
        "Likely covers Ohio, in part: the south; an inference, not confirmed.",
    }
    # It says so, whatever place it is downloaded for.
    (other,) = cards("/regions/utah.v3.vcf")
    assert other.text("NOTE") == card.text("NOTE")


def test_note_of_a_task_force_never_promises_more_than_its_source(cards, force, texas):
    Region.objects.update(type="operation", note="Not an office.")

    (card,) = cards(FORCE)

    assert card.text("NOTE").splitlines()[:3] == [
        "Operation, not an office.",
        "Named for Texas.",
        "Not an office.",
    ]
    force.coverages.all().delete()
    assert "Its area has not been published." in cards(FORCE)[0].text("NOTE")
    Region.objects.update(coverage="Southeast Texas", type="regional")
    assert "Its area: “Southeast Texas”." in cards(FORCE)[0].text("NOTE")


def test_confirmation_names_its_day_and_source(cards, phone):
    phone.verified_on = today()
    phone.save()

    (card,) = cards(OFFICE)

    assert "Confirmed on" in card.text("NOTE")
    assert "Source: An example list; with, marks." in card.text("NOTE")


@pytest.mark.usefixtures("phone")
def test_first_card_of_a_place_is_that_of_whom_to_call_first(cards, force, office):
    # Some address books read no further.
    assert [card.text("FN") for card in cards(PLACE_3)] == [force.name, "EXA Austin"]

    ContactChannel.objects.filter(region=force).update(
        review_due=today() - datetime.timedelta(days=1)
    )
    assert [card.text("FN") for card in cards(PLACE_3)] == ["EXA Austin", force.name]


@pytest.mark.usefixtures("phone")
def test_office_of_two_parts_of_a_place_has_one_card(cards, office, texas):
    office.coverages.update(part="the north")
    OfficeCoverageFactory(office=office, jurisdiction=texas, part="the south")

    (card,) = cards(PLACE)

    assert "the north" in card.text("NOTE")
    assert "the south" in card.text("NOTE")


@pytest.mark.usefixtures("phone", "force")
def test_everybody_has_one_name_for_good_in_every_file(cards, office, texas):
    utah = JurisdictionFactory(name="Utah", code="UT", fips="49")
    OfficeCoverageFactory(office=office, jurisdiction=utah)
    paths = [OFFICE, OFFICE_4, PLACE, PLACE_3, "/regions/utah.vcf"]

    uids = {
        card.all("UID")[0].value
        for path in paths
        for card in cards(path)
        if card.text("FN") == "EXA Austin"
    }

    # Another one would double every card in every address book.
    assert uids == {"urn:uuid:37785b4f-cf2e-5783-9b17-47316bb2e155"}
    assert cards(FORCE)[0].all("UID")[0].value not in uids


def test_office_and_task_force_of_one_slug_are_two(cards, force, office, phone):
    Office.objects.update(slug="force")

    (one,), (other,) = cards("/regions/offices/force.vcf"), cards(FORCE)

    assert one.text("FN") != other.text("FN")
    assert one.all("UID") != other.all("UID")


def test_card_says_where_it_is_from_and_when_it_changed(cards, phone, settings):
    (card,) = cards(OFFICE_4)
    midnight = card.text("REV")
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=25)
    ContactChannel.objects.update(last_published_at=later)

    (after,) = cards(OFFICE_4)

    assert card.all("SOURCE")[0].value == settings.PUBLIC_URL + OFFICE_4
    assert midnight[:8] in {
        (today() + datetime.timedelta(days=more)).strftime("%Y%m%d") for more in (0, 1)
    }
    assert after.text("REV") == later.strftime("%Y%m%dT%H%M%SZ")


def test_each_kind_of_contact_is_told_apart(cards, office, phone):
    for kind, value in [
        ("tty", "202-555-0148"),
        ("text", "202-555-0149"),
        ("short_code", "988"),
        ("email", "tips@example.org"),
        ("web", "https://exa.example.org/tips?a=1;b=2,3"),
    ]:
        ContactChannelFactory(office=office, kind=kind, value=value)

    for path in (OFFICE, OFFICE_4):
        (card,) = cards(path)
        assert dict(zip(card.texts("TEL"), card.types("TEL"), strict=True)) == {
            PHONE: {"work", "voice"},
            "202-555-0148": {"work", "textphone"},
            "202-555-0149": {"work", "text"},
            "988": {"work", "voice"},
        }
        assert card.texts("EMAIL") == ["tips@example.org"]
        assert card.all("URL")[0].value == "https://exa.example.org/tips?a=1;b=2,3"


@pytest.mark.parametrize("path", [OFFICE, OFFICE_4])
def test_what_is_not_public_has_no_card(client, phone, office, path):
    assert client.get(path).status_code == 200
    assert client.get(path.replace("exa-austin", "nobody")).status_code == 404

    ContactChannel.objects.update(live=False)
    assert client.get(path).status_code == 404
    ContactChannel.objects.update(live=True)
    Office.objects.update(live=False)
    assert client.get(path).status_code == 404


def test_office_with_a_web_page_alone_has_no_card(client, office):
    ContactChannelFactory(office=office, kind="web", value="https://exa.example.org/")

    assert client.get(OFFICE).status_code == 404


@pytest.mark.usefixtures("phone", "force")
def test_card_costs_the_same_however_large_the_directory(
    client, count_queries, office, force, texas
):
    before = {path: count_queries(path) for path in VERSIONS}

    for number in range(4):
        place = JurisdictionFactory(name=f"P{number}", code=f"P{number}", fips=None)
        OfficeCoverageFactory(office=office, jurisdiction=place)
        RegionCoverageFactory(region=force, jurisdiction=place)
        ContactChannelFactory(office=office)

    assert {path: count_queries(path) for path in VERSIONS} == before


# Whatever editors write

SIGNS = st.characters(exclude_categories=["Cs"])
TEXT = st.text(SIGNS, min_size=1, max_size=90)
WORD = st.sampled_from(
    ["\\", ";", ",", "\n", "\r\n", ":", '"', "é" * 40, "\x85END:VCARD"]
)
WORDS = st.lists(st.one_of(TEXT, WORD), min_size=1, max_size=5).map("".join)
DAY = datetime.date(2026, 11, 30)


def entry_of(name, note, value, part):
    state = Jurisdiction(name="Texas", code="TX", slug="texas")
    office = Office(
        slug="exa-austin",
        name=name,
        note=note,
        address=part,
        city=name,
        state=state,
        agency=AgencyPage(title=name),
    )
    office.coverages = [OfficeCoverage(jurisdiction=state, part=part)]
    source = Source(title=note)
    ways = [("phone", PHONE), ("email", f"{value}@example.org")]
    return DirectoryEntry(
        office,
        [ContactChannel(kind=kind, value=told, source=source) for kind, told in ways],
    )


@hypothesis_settings(max_examples=150, deadline=None)
@given(name=WORDS, note=WORDS, value=WORDS, part=WORDS)
def test_whatever_is_written_comes_back_from_both_versions(name, note, value, part):
    entry = entry_of(name, note, value, part)

    (old,), (new,) = (
        read_cards(vcards([entry], DAY, version).encode()) for version in VCardVersion
    )

    for card in (old, new):
        assert card.text("FN") == one_line(name)
        assert card.parts("ORG")[1] == one_line(name)
        assert card.parts("ADR")[2] == tidied(part)
        assert card.texts("TEL") == [PHONE]
        assert card.texts("EMAIL") == [tidied(f"{value}@example.org")]
        assert tidied(note) in card.text("NOTE")
    assert old.text("NOTE") == new.text("NOTE")
    assert old.all("UID") == new.all("UID")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("\r\n", "\n"),
        ("NOTE:", "NOTE:a;b"),
        ("NOTE:", "NOTE:\\x"),
        ("NOTE:", "NOTE:" + "x" * 80),
        ("UID:", "COLOR:"),
        ("FN:", "NAME:"),
        ("N:EXA", "N:;EXA"),
        ("TYPE=WORK,VOICE", "TYPE=LOUD"),
        ("END:VCARD", "BEGIN:VCARD"),
        ("VERSION:3.0", "VERSION:2.1"),
        ("REV:2", "REV:x"),
    ],
)
def test_reader_of_these_tests_is_strict(right, wrong):
    good = vcards([entry_of("EXA", "A note", "a", "b")], DAY, VCardVersion.OLD)
    assert read_cards(good.encode())

    with pytest.raises(BrokenCardError):
        read_cards(good.replace(right, wrong).encode())
