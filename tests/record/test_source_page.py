"""The page of one source: what the document is, and all that rests on it."""

import datetime
import json

import pytest
from django.core import checks
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from sources.citations.marks import CitedPassage
from sources.citations.rich_text import written
from sources.models import Source
from sources.models.register import VisibleContent
from stats.models import Statistic
from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
    CitationFactory,
    ContactChannelFactory,
    FAQIndexPageFactory,
    JurisdictionFactory,
    MilestoneFactory,
    NationalLineFactory,
    ObservationFactory,
    OfficeFactory,
    PositionFactory,
    QuestionPageFactory,
    RecordPageFactory,
    RegionCoverageFactory,
    RegionFactory,
    SourceFactory,
    StatisticFactory,
    TimelinePageFactory,
    published,
)

ADDRESS = "/record/sources/report/"


@pytest.fixture
def record(home):
    return RecordPageFactory(parent=home, slug="record")


@pytest.fixture
def report(record):
    return SourceFactory(slug="report", title="A report")


@pytest.fixture
def faq(home):
    return FAQIndexPageFactory(parent=home, slug="faq")


def group(html, heading):
    """Find the list under a heading; its entries as text, with their links."""
    found = html.main.find("h3", string=lambda text: text and heading in text)
    found = found or next(h for h in html.main("h3") if h.text.startswith(heading))
    return found.find_parent("section")


def entries(html, heading):
    items = group(html, heading).find("ul")("li")
    return {
        " ".join(item.text.split()): item.a["href"] if item.a else "" for item in items
    }


def mark(source, quote):
    """Write a citation as a body stores it."""
    return written(CitedPassage(source.pk, quote))


# What the document is


def test_document_is_described_with_every_address(read, report):
    release = SourceFactory(slug="release", title="The release")
    Source.objects.filter(pk=report.pk).update(
        publisher="Example News",
        kind="news",
        date=datetime.date(2026, 1, 23),
        date_note="printed the day after",
        url="https://news.example.org/report",
        also_url="https://other.example.org/report",
        copy_url="https://archive.example.org/report",
        note="Read with care.",
        primary=release,
    )
    published(ObservationFactory(source=report))

    html = read(ADDRESS)

    text = " ".join(html.main.text.split())
    for words in (
        "Example News",
        "News report",
        "January 23, 2026 (printed the day after)",
        "Read with care.",
        f"{report.number} in the source register",
    ):
        assert words in text
    for address in ("news", "other", "archive"):
        assert html.main.find("a", href=f"https://{address}.example.org/report")
    assert html.main.find("a", href="/record/sources/release/").text == "The release"
    assert html.h1.text.strip() == "A report"
    crumbs = [a["href"] for a in html.find("nav", class_="usa-breadcrumb")("a")]
    assert crumbs == ["/", "/record/", "/record/sources/"]


def test_page_has_its_own_title_description_and_address(read, report):
    published(ObservationFactory(source=report))

    head = read(ADDRESS + "?list=observation").head

    assert head.title.text.startswith("Source: A report |")
    assert "A report" in head.find("meta", attrs={"name": "description"})["content"]
    assert head.find("link", rel="canonical")["href"].endswith(ADDRESS)


def test_what_the_document_does_not_print_takes_no_room(read, report):
    published(ObservationFactory(source=report))

    labels = [dt.text for dt in read(ADDRESS).main("dt")]

    assert labels == ["Kind", "Number"]


def test_document_behind_a_report_has_a_page_that_lists_the_report(read, record):
    release = SourceFactory(slug="release")
    report = SourceFactory(slug="report", title="A report", primary=release)
    unused = SourceFactory(title="Not cited yet", primary=release)
    published(ObservationFactory(source=report))

    main = read("/record/sources/release/").main

    assert main.find("a", href=ADDRESS).text == "A report"
    assert unused.title not in main.text
    assert "What rests on it" not in main.text
    listed = read("/record/sources/").main.find("ol", class_="register")("li")
    assert [item["id"] for item in listed] == ["source-release", "source-report"]


def test_machines_are_told_what_people_see(read, report):
    Source.objects.update(
        publisher="Example News",
        date=datetime.date(2026, 1, 23),
        primary=SourceFactory(title="The release"),
    )
    published(ObservationFactory(source=report))

    found = json.loads(read(ADDRESS).find("script", type="application/ld+json").text)

    work = next(each for each in found["@graph"] if each["@type"] == "CreativeWork")
    assert work["name"] == "A report"
    assert work["datePublished"] == "2026-01-23"
    assert work["publisher"]["name"] == "Example News"
    assert work["isBasedOn"][0]["name"] == "The release"


# What rests on it


def test_figures_are_listed_with_their_value_and_the_words_they_rest_on(read, report):
    first = published(
        ObservationFactory(
            source=report,
            statistic__slug="arrests",
            statistic__label="Arrests",
            statistic__program__is_own=True,
            as_published="3,266",
            quote="3,266 arrests",
        )
    )
    published(
        ObservationFactory(
            statistic=first.statistic,
            as_published="3,270",
            supersedes=first,
            change_kind="update",
            change_reason="Counted again.",
        )
    )

    (entry,) = entries(read(ADDRESS), "Figures").items()

    assert entry == (
        "Arrests 3,266 things; replaced since 3,266 arrests",
        f"/record/arrests/#value-{first.pk}",
    )


def test_pages_are_listed_with_all_words_they_quote(read, report, faq):
    text = RichText(f"<p>So.{mark(report, 'Exact words')}</p>")
    body = [
        ("section", {"heading": "One", "text": text}),
        ("quote", {"text": "Said so", "speaker": "A", "source": report}),
    ]
    page = QuestionPageFactory(parent=faq, title="Who?", slug="who", body=body)
    CitationFactory(page=page, source=report, quote="Listed words")
    CitationFactory(page=page, source=report, quote="Exact words")
    QuestionPageFactory(parent=faq, title="Something else?")

    listed = entries(read(ADDRESS), "Pages")

    assert list(listed.values()) == ["/faq/who/"]
    (text,) = listed
    assert text == "Who? Listed words Exact words Said so"


def test_words_of_other_sources_are_not_taken_for_its_own(read, report, faq):
    other = SourceFactory()
    text = f"<p>{mark(other, 'Their words')}{mark(report, 'Its words')}</p>"
    QuestionPageFactory(
        parent=faq, body=[("section", {"heading": "One", "text": RichText(text)})]
    )

    main = read(ADDRESS).main

    assert "Its words" in main.text
    assert "Their words" not in main.text


def test_words_cited_beside_a_milestone_are_listed_with_its_page(read, report, home):
    timeline = TimelinePageFactory(parent=home, slug="timeline")
    cited = ("citation", {"source": report, "quote": "Said beside", "as_of": None})
    MilestoneFactory(page=timeline, citations=[cited])
    timeline.save()

    (entry,) = entries(read(ADDRESS), "Pages").items()

    assert entry[0].endswith("Said beside")
    assert entry[1] == "/timeline/"


def test_each_kind_of_record_is_listed_where_readers_see_it(read, report, home):
    timeline = TimelinePageFactory(parent=home, slug="timeline")
    MilestoneFactory(
        page=timeline, source=report, slug="start", title="It began", quote="began"
    )
    PositionFactory(
        disagreement__slug="who-leads",
        disagreement__topic="Who leads",
        source=report,
        says="One leads.",
    )
    agency = AgencyPageFactory(
        parent=AgencyIndexPageFactory(parent=home, slug="agencies"),
        source=report,
        slug="hsi",
    )
    place = JurisdictionFactory()
    office = OfficeFactory(name="An office", agency=agency, state=place, source=report)
    region = RegionFactory(name="A task force", source=report)
    RegionCoverageFactory(region=region, jurisdiction=place, source=report)
    NationalLineFactory(name="A line", source=report)
    ContactChannelFactory(office=office, region=None, source=report, name="Desk")

    html = read(ADDRESS)

    assert not html.main.find(id="on-page")  # none of them twice
    assert "/timeline/#m-start" in entries(html, "Milestones").values()
    differences = entries(html, "Beside other sources")
    assert differences == {
        "Who leads One leads.": "/record/differences/#differ-who-leads"
    }
    assert "/agencies/#hsi" in entries(html, "Agencies").values()
    assert place.url in entries(html, "Partner offices").values()
    assert "/regions/" in entries(html, "Task forces").values()
    assert place.url in entries(html, "Areas of task forces").values()
    assert "/help/" in entries(html, "National lines").values()
    assert any("Desk" in text for text in entries(html, "Contacts"))


def test_every_record_that_names_a_source_says_how_it_is_listed(db):
    silent = [
        rows.model
        for rows in VisibleContent(None).rows_with(Source)
        if not hasattr(rows.model, "to_list") or not hasattr(rows.model, "listed")
    ]

    assert silent == []


def test_drafts_and_private_pages_are_not_listed(read, report, faq):
    published(ObservationFactory(source=report))
    ObservationFactory(source=report, statistic__label="A draft figure")
    for title, live in [("A draft page?", False), ("A private page?", True)]:
        page = QuestionPageFactory(parent=faq, title=title, live=live)
        CitationFactory(page=page, source=report)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    NationalLineFactory(name="A hidden line", source=report, live=False)

    text = read(ADDRESS).main.text

    for words in (
        "A draft figure",
        "A draft page?",
        "A private page?",
        "A hidden line",
    ):
        assert words not in text


def test_source_that_nothing_public_cites_has_no_page(client, report):
    ObservationFactory(source=report)

    assert client.get(ADDRESS).status_code == 404
    assert client.get("/record/sources/none/").status_code == 404


def test_retired_source_keeps_its_page_while_anything_rests_on_it(read, report):
    published(ObservationFactory(source=report))
    Source.objects.update(is_retired=True)

    assert read(ADDRESS).h1.text.strip() == "A report"


# However much it is


def test_long_list_begins_here_and_goes_on_in_parts(read, report):
    statistic = StatisticFactory()
    for number in range(61):
        published(
            ObservationFactory(
                source=report, statistic=statistic, as_published=f"{number + 100} units"
            )
        )

    first = group(read(ADDRESS), "Figures")
    assert len(first.ul("li")) == 20
    more = first.find("a", class_="more")
    assert " ".join(more.text.split()) == "All 61: Figures"

    whole = read(ADDRESS + more["href"])
    assert len(group(whole, "Figures").ul("li")) == 60
    assert whole.find("a", href=ADDRESS)
    last = read(ADDRESS + whole.find("a", rel="next")["href"])
    assert len(group(last, "Figures").ul("li")) == 1


@pytest.mark.parametrize("asked", ["list=none", "list=position", "list=&page=x"])
def test_list_that_there_is_not_shows_everything(read, report, asked):
    published(ObservationFactory(source=report))

    assert group(read(f"{ADDRESS}?{asked}"), "Figures")


def test_page_costs_no_more_queries_when_more_rests_on_it(
    client, report, faq, count_queries
):
    def grow():
        published(ObservationFactory(source=report))
        CitationFactory(page=QuestionPageFactory(parent=faq), source=report)
        NationalLineFactory(source=report)

    grow()
    client.get(ADDRESS)  # warm Wagtail's site cache
    few = count_queries(ADDRESS)
    for _ in range(5):
        grow()

    assert count_queries(ADDRESS) == few


# Addresses


def test_register_is_a_page_of_its_own(read, record):
    retired = SourceFactory(slug="b-report", number=902, is_retired=True)
    dated = SourceFactory(
        slug="a-report",
        number=901,
        title="A report",
        publisher="Office of examples",
        date=datetime.date(2025, 11, 6),
        url="https://www.example.org/report",
        copy_url="https://archive.example.org/report",
        note="Read with care.",
    )
    for source in (retired, dated):
        NationalLineFactory(source=source)
    SourceFactory(slug="not-cited")

    found = read("/record/sources/").main.find("ol", class_="register")("li")

    assert [entry["id"] for entry in found] == ["source-a-report", "source-b-report"]
    for words in ("Office of examples", "November 6, 2025", "Read with care."):
        assert words in found[0].text
    for host in ("www", "archive"):
        assert found[0].find("a", href=f"https://{host}.example.org/report")
    assert found[0].find("a", href="/record/sources/a-report/")


def test_sitemap_names_each_cited_source(client, report):
    published(ObservationFactory(source=report))
    SourceFactory(slug="not-cited")

    told = client.get("/sitemap.xml").content.decode()

    assert f"{ADDRESS}</loc>" in told
    assert "/record/sources/</loc>" in told
    assert "not-cited" not in told


def test_statistic_that_was_at_the_registers_address_stays_there(read, client, record):
    statistic = StatisticFactory(label="Sources of money")
    Statistic.objects.update(slug="sources")
    value = published(ObservationFactory(statistic=statistic, source__slug="report"))

    assert read("/record/sources/").h1.text.strip() == "Sources of money"
    assert read(ADDRESS).h1.text.strip() == value.source.title
    kept = Statistic.objects.get()
    kept.full_clean()  # an editor may still save it


def test_operators_are_told_of_a_statistic_at_a_reserved_address(db):
    def warned():
        found = checks.run_checks(tags=["database"], databases=["default"])
        return [each.msg for each in found if each.id == "record.W001"]

    StatisticFactory(slug="arrests")
    assert warned() == []

    StatisticFactory(slug="differences", label="Differences")

    (message,) = warned()
    assert "/record/differences/" in message
