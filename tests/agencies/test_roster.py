"""Member agencies: the roster, a page for each, and a block that lists some."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from agencies.blocks import AgencyListBlock
from agencies.models import AgencyPage
from sources.models import CreditedImage
from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
    StandardPageFactory,
    private,
)


@pytest.fixture
def roster(home):
    return AgencyIndexPageFactory(parent=home, slug="agencies")


def test_roster_stands_in_the_order_of_the_source(read, roster):
    for name, order in [("Third", 3), ("First", 1), ("Second", 2)]:
        AgencyPageFactory(parent=roster, title=name, roster_order=order)

    text = read(roster.url).main.text

    assert text.index("First") < text.index("Second") < text.index("Third")
    assert "3 agencies" in text


def test_roster_leaves_out_drafts_and_former_members(read, roster):
    AgencyPageFactory(parent=roster, title="Shown")
    AgencyPageFactory(parent=roster, title="Drafted", live=False)
    AgencyPageFactory(parent=roster, title="Former", is_retired=True)

    text = read(roster.url).main.text

    assert "1 agency" in text
    assert "Shown" in text
    assert "Drafted" not in text
    assert "Former" not in text


def test_roster_leaves_out_private_pages(read, roster):
    private(AgencyPageFactory(parent=roster, title="Kept private"))

    assert "Kept private" not in read(roster.url).main.text


def test_roster_marks_who_leads(read, roster):
    AgencyPageFactory(parent=roster, title="Leading", is_co_lead=True)
    AgencyPageFactory(parent=roster, title="Taking part")

    tiles = read(roster.url).main.find("ul", class_="roster").find_all("li")

    assert ["Co-lead" in tile.text for tile in tiles] == [
        "Leading" in t.text for t in tiles
    ]
    assert len(tiles) == 2


def test_roster_costs_the_same_however_long(roster, client, count_queries):
    AgencyPageFactory(parent=roster)
    client.get(roster.url)  # warm Wagtail's site cache
    few = count_queries(roster.url)
    AgencyPageFactory.create_batch(5, parent=roster)

    assert count_queries(roster.url) == few


def test_agency_shows_its_details_with_their_source(read, roster):
    agency = AgencyPageFactory(
        parent=roster,
        title="Bureau of Examples",
        acronym="BEX",
        parent_department="Department of Tests",
        role="Sets examples for others.",
        website_url="https://www.bex.example.org/start",
        is_co_lead=True,
        note="Spelled two ways.",
        quote="Bureau of Examples (BEX)",
        as_of=datetime.date(2025, 11, 6),
        source__title="Home page",
        source__slug="home-page",
    )

    main = read(agency.url).main

    for words in (
        "BEX",
        "Department of Tests",
        "Sets examples for others.",
        "Co-leads the task force",
        "Spelled two ways.",
        "Bureau of Examples (BEX)",
    ):
        assert words in main.text
    assert main.find("a", href="https://www.bex.example.org/start")
    assert main.find("a", href="/record/sources/home-page/").text == "Home page"
    assert main.find("time", datetime="2025-11-06")


def test_agency_claims_nothing_that_is_not_known(read, roster):
    agency = AgencyPageFactory(parent=roster)

    text = read(agency.url).main.text

    assert "Website" not in text
    assert "Part of" not in text
    assert "Co-leads" not in text


def test_agency_says_that_it_takes_part_until_it_is_a_former_member(read, roster):
    now = AgencyPageFactory(parent=roster)
    former = AgencyPageFactory(parent=roster, is_retired=True)

    assert "Takes part in the task force" in read(now.url).main.text
    assert "Takes part" not in read(former.url).main.text


def test_former_member_keeps_its_address(client, roster):
    agency = AgencyPageFactory(parent=roster, is_retired=True)

    assert client.get(agency.url).status_code == 200


def test_database_insists_on_a_source(roster):
    agency = AgencyPageFactory(parent=roster)

    with pytest.raises(IntegrityError), transaction.atomic():
        AgencyPage.objects.filter(pk=agency.pk).update(source=None)


@pytest.mark.parametrize(
    ("credit", "permission", "is_fine"),
    [("Alex", "", False), ("", "Letter 555", False), ("Alex", "Letter 555", True)],
)
def test_image_is_shown_only_with_credit_and_permission(
    roster, credit, permission, is_fine
):
    agency = AgencyPageFactory(parent=roster)
    agency.image = CreditedImage(title="A seal", credit=credit, permission=permission)

    if is_fine:
        agency.clean()
    else:
        with pytest.raises(ValidationError) as caught:
            agency.clean()
        assert set(caught.value.message_dict) == {"image"}


# The block


def block_value(block, *keys):
    return block.to_python({"heading": "Who works on it", "agencies": list(keys)})


def test_block_shows_chosen_agencies_as_their_pages_describe_them(read, home, roster):
    agency = AgencyPageFactory(
        parent=roster, title="Bureau of Examples", role="Sets examples."
    )
    AgencyPageFactory(parent=roster, title="Not chosen")
    page = StandardPageFactory(
        parent=home,
        body=[("agencies", {"heading": "Who works on it", "agencies": [agency]})],
    )

    main = read(page.url).main

    row = main.find("a", href=agency.url).find_parent("li")
    assert "Sets examples." in row.text
    assert row.find("a", role="doc-noteref")
    assert agency.source.title in main.find(role="doc-endnotes").text
    assert "Not chosen" not in main.text


def test_block_leaves_out_drafts_and_missing_pages(roster):
    kept = AgencyPageFactory(parent=roster)
    drafted = AgencyPageFactory(parent=roster, live=False)
    block = AgencyListBlock()

    context = block.get_context(block_value(block, drafted.pk, 999_999, kept.pk))

    assert list(context["agencies"]) == [kept]


def test_block_leaves_out_private_pages(roster):
    hidden = private(AgencyPageFactory(parent=roster))
    block = AgencyListBlock()

    context = block.get_context(block_value(block, hidden.pk))

    assert list(context["agencies"]) == []


def test_block_refuses_the_same_agency_twice(roster):
    agency = AgencyPageFactory(parent=roster)
    block = AgencyListBlock()

    with pytest.raises(ValidationError) as caught:
        block.clean(block_value(block, agency.pk, agency.pk))

    assert "once" in str(caught.value.block_errors["agencies"])
    assert block.clean(block_value(block, agency.pk))


def test_roster_asks_for_sources_at_once(roster, django_assert_num_queries):
    AgencyPageFactory.create_batch(3, parent=roster)

    with django_assert_num_queries(2):  # which pages are private; then the rows
        titles = [row.source.title for row in AgencyPage.objects.roster()]

    assert len(titles) == 3
