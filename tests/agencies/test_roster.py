"""Member agencies: the roster, a page for each, and a block that lists some."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from wagtail.rich_text import RichText

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


def test_roster_marks_who_leads_and_who_takes_part(read, roster):
    AgencyPageFactory(parent=roster, acronym="LEAD", is_co_lead=True, roster_order=9)
    AgencyPageFactory(parent=roster, acronym="PART", roster_order=1)

    leading, part = read(roster.url).main.find("table").find_all("tbody")

    assert leading.find("th", scope="rowgroup").text == "Lead the task force together"
    assert "LEAD" in leading.text
    assert "Co-lead" in leading.text
    assert part.find("th", scope="rowgroup").text == "Take part in the task force"
    assert "PART" in part.text
    assert "Co-lead" not in part.text


def test_roster_costs_the_same_however_long(roster, client, count_queries):
    AgencyPageFactory(parent=roster)
    client.get(roster.url)  # warm Wagtail's site cache
    few = count_queries(roster.url)
    AgencyPageFactory.create_batch(5, parent=roster)

    assert count_queries(roster.url) == few


DETAILS = {
    "title": "Bureau of Examples",
    "slug": "bex",
    "acronym": "BEX",
    "parent_department": "Department of Tests",
    "role": "Sets examples for others.",
    "website_url": "https://www.bex.example.org/start",
    "note": "Spelled two ways.",
    "quote": "Bureau of Examples (BEX)",
    "as_of": datetime.date(2025, 11, 6),
    "source__title": "Home page",
    "source__slug": "home-page",
}
SHOWN = [
    "Bureau of Examples",
    "BEX",
    "Department of Tests",
    "Sets examples for others.",
    "Spelled two ways.",
]


def test_roster_compares_what_each_agency_does_with_its_source(read, roster):
    AgencyPageFactory(parent=roster, **DETAILS)

    main = read(roster.url).main

    row = main.find("tr", id="bex")
    assert [words for words in SHOWN if words not in row.text] == []
    assert row.find("th", scope="row").text.split() == ["BEX"]
    assert row.find("a", href="https://www.bex.example.org/start")
    note = main.find(id=row.select_one(".cite a")["href"].removeprefix("#"))
    assert note.find("a", href="/record/sources/home-page/").text == "Home page"
    assert "Bureau of Examples (BEX)" in note.text
    assert note.find("time", datetime="2025-11-06")


def test_row_claims_nothing_that_is_not_known(read, roster):
    agency = AgencyPageFactory(parent=roster)

    row = read(roster.url).main.find("tr", id=agency.slug)

    assert not row.select("a:not(.cite a)")
    assert row.find_all("td")[-1].text == ""


# Addresses


def test_address_of_a_member_leads_to_its_row(client, roster):
    AgencyPageFactory(parent=roster, slug="bex")

    response = client.get("/agencies/bex/")

    assert (response.status_code, response["Location"]) == (301, "/agencies/#bex")
    assert response["Cache-Control"] == "no-cache"
    typed = client.get("/Agencies/BEX/")
    assert (typed.status_code, typed["Location"]) == (301, "/agencies/#bex")


def test_address_that_a_member_had_before_leads_to_its_row_in_one_step(
    client, roster, django_capture_on_commit_callbacks
):
    agency = AgencyPageFactory(parent=roster, slug="old")
    agency.slug = "new"
    with django_capture_on_commit_callbacks(execute=True):
        agency.save()

    assert client.get("/agencies/old/")["Location"] == "/agencies/#new"


def test_links_search_and_sitemap_follow(read, client, home, roster, search_index):
    agency = AgencyPageFactory(parent=roster, slug="bex", title="Bureau of Examples")
    text = f'<p><a linktype="page" id="{agency.pk}">The bureau</a></p>'
    page = StandardPageFactory(
        parent=home, body=[("section", {"heading": "Who", "text": RichText(text)})]
    )

    assert agency.url == agency.get_url() == "/agencies/#bex"
    assert agency.full_url.endswith("/agencies/#bex")
    assert read(page.url).main.find("a", string="The bureau")["href"] == agency.url
    found = read("/search/?q=bureau+examples").main
    assert found.find("a", href="/agencies/#bex")
    listed = client.get("/sitemap.xml").content.decode()
    assert "/agencies/</loc>" in listed
    assert "bex" not in listed


def test_private_agency_is_not_revealed_by_its_address(client, roster):
    agency = private(AgencyPageFactory(parent=roster, slug="bex"))

    assert agency.url == "/agencies/bex/"
    assert "Location" not in client.get("/agencies/bex/") or (
        "#bex" not in client.get("/agencies/bex/")["Location"]
    )


def test_preview_shows_the_draft_in_its_place(roster):
    AgencyPageFactory(parent=roster, title="First", roster_order=1)
    agency = AgencyPageFactory(parent=roster, title="Before", roster_order=2)
    AgencyPageFactory(parent=roster, title="Third", roster_order=3)
    agency.title = "In draft"

    html = agency.make_preview_request().rendered_content

    places = [html.index(name) for name in ("First", "In draft", "Third")]
    assert places == sorted(places)
    assert "Before" not in html


# Former members


def test_former_member_keeps_its_address_and_says_since_when(read, client, roster):
    agency = AgencyPageFactory(
        parent=roster, is_retired=True, left_on=datetime.date(2026, 3, 4), **DETAILS
    )

    assert agency.url == "/agencies/bex/"
    main = read(agency.url).main

    assert [words for words in SHOWN if words not in main.text] == []
    assert "It has not taken part in the task force since March 4, 2026." in main.text
    assert main.find("a", href="/record/sources/home-page/").text == "Home page"
    assert "/agencies/bex/</loc>" in client.get("/sitemap.xml").content.decode()


def test_day_on_which_an_agency_is_retired_is_kept(roster):
    agency = AgencyPageFactory(parent=roster)

    agency.is_retired = True
    agency.full_clean()
    assert agency.left_on == localdate()

    agency.left_on = datetime.date(2026, 1, 2)
    agency.full_clean()
    assert agency.former_since == datetime.date(2026, 1, 2)

    agency.is_retired = False
    agency.full_clean()
    assert agency.left_on is None


def test_former_member_of_an_earlier_version_says_when_that_was_published(read, roster):
    agency = AgencyPageFactory(parent=roster, is_retired=True)
    day = datetime.datetime(2026, 2, 3, 12, tzinfo=datetime.UTC)
    AgencyPage.objects.filter(pk=agency.pk).update(last_published_at=day, left_on=None)

    assert "since February 3, 2026." in read(agency.url).main.text


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
