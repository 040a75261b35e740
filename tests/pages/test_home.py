"""The home page: every block, what it hides and what it costs."""

import datetime

import pytest
from wagtail.rich_text import RichText

from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
    CitationFactory,
    FAQIndexPageFactory,
    JurisdictionFactory,
    MilestoneFactory,
    ObservationFactory,
    QuestionPageFactory,
    SourceFactory,
    StatisticFactory,
    ThreatIndexPageFactory,
    ThreatPageFactory,
    TimelinePageFactory,
    private,
    published,
)


@pytest.fixture
def show(home, read):
    """Set the home page's body and fetch the page."""

    def page(*blocks):
        home.body = list(blocks)
        home.save_revision().publish()
        return read("/").main

    return page


@pytest.fixture
def threats(home):
    return ThreatIndexPageFactory(parent=home, slug="threats")


@pytest.fixture
def agencies(home):
    return AgencyIndexPageFactory(parent=home, slug="agencies")


@pytest.fixture
def timeline(home):
    return TimelinePageFactory(parent=home, slug="timeline")


ROSTER = ("roster", {"heading": "The roster", "statistics": []})
THREATS = ("threats", {"heading": "Threats"})
TIMELINE = ("timeline", {"heading": "The timeline"})


def test_home_page_opens_with_the_finder_and_the_ways_in(read, home):
    JurisdictionFactory(name="Texas", tile_column=3, tile_row=6)

    main = read("/").main

    form = main.find("form", action="/regions/")
    assert form["method"] == "get"
    assert form.find("input", {"name": "q"})
    assert main.find("a", href="/regions/texas/")
    for address in ("/help/", "/regions/", "/record/"):
        assert main.find("a", href=address)


def test_map_leaves_out_places_that_no_source_lists(read, home):
    JurisdictionFactory(name="Texas", tile_column=3, tile_row=6)
    JurisdictionFactory(name="Guam", code="GU", fips="66", is_listed=False)

    main = read("/").main

    assert main.find("a", href="/regions/texas/")
    assert not main.find("a", href="/regions/guam/")


def test_home_page_names_every_source_of_its_words(read, home):
    first, second = SourceFactory(title="First report"), SourceFactory(title="Second")
    CitationFactory(page=home, source=first)
    CitationFactory(page=home, source=second)

    text = read("/").main.text

    assert "First report" in text
    assert "Second" in text


def test_threats_stand_in_order_without_drafts_and_private_ones(show, threats):
    ThreatPageFactory(parent=threats, title="Later threat", order=2)
    ThreatPageFactory(parent=threats, title="Early threat", order=1)
    ThreatPageFactory(parent=threats, title="Drafted threat", live=False)
    private(ThreatPageFactory(parent=threats, title="Private threat"))

    text = show(THREATS).text

    assert text.index("Early threat") < text.index("Later threat")
    assert "Drafted threat" not in text
    assert "Private threat" not in text


def test_roster_shows_members_in_order_without_drafts_and_retired_ones(show, agencies):
    AgencyPageFactory(parent=agencies, title="Later agency", roster_order=2)
    AgencyPageFactory(parent=agencies, title="Early agency", roster_order=1)
    AgencyPageFactory(parent=agencies, title="Drafted agency", live=False)
    AgencyPageFactory(parent=agencies, title="Former agency", is_retired=True)

    text = show(ROSTER).text

    assert text.index("Early agency") < text.index("Later agency")
    assert "Drafted agency" not in text
    assert "Former agency" not in text


def test_roster_leaves_out_a_private_agency(show, agencies):
    private(AgencyPageFactory(parent=agencies, title="Private agency"))

    assert "Private agency" not in show(ROSTER).text


def test_roster_shows_only_statistics_that_a_published_value_supports(show):
    shown = published(ObservationFactory(as_published="25 of them")).statistic
    drafted = ObservationFactory(as_published="99 drafted").statistic

    text = show(
        ("roster", {"heading": "The roster", "statistics": [shown, drafted]})
    ).text

    assert "25 of them" in text
    assert "99 drafted" not in text


def test_timeline_shows_its_milestones(show, timeline):
    MilestoneFactory(page=timeline, title="First order")

    main = show(TIMELINE)

    assert "First order" in main.text
    assert main.find("a", href=lambda href: href and href.startswith("/timeline/"))


def test_timeline_that_is_a_draft_shows_nothing(show, timeline):
    MilestoneFactory(page=timeline, title="First order")
    timeline.unpublish()

    assert "First order" not in show(TIMELINE).text


def test_timeline_that_is_private_shows_nothing(show, timeline):
    MilestoneFactory(page=timeline, title="First order")
    private(timeline)

    assert "First order" not in show(TIMELINE).text


def test_home_page_without_a_timeline_still_opens(show):
    assert show(TIMELINE, THREATS, ROSTER)


def test_results_say_source_period_and_that_an_arrest_is_no_conviction(show):
    value = published(
        ObservationFactory(
            statistic__stage="arrest",
            statistic__program__is_own=True,
            source__title="A report",
            as_published="3,266",
            number=3266,
            period_precision="month",
            period_start=datetime.date(2025, 9, 1),
        )
    )
    chart = {"statistic": value.statistic, "per_square": 1, "square_noun": "arrest"}

    text = show(("results", {"heading": "Results", "charts": [chart]})).text

    assert "3,266" in text
    assert "A report" in text
    assert "September 2025" in text
    assert "An arrest is not a conviction." in text
    assert "Separate program" not in text


def test_results_of_another_program_say_so(show):
    value = published(ObservationFactory(statistic__program__is_own=False))
    chart = {"statistic": value.statistic, "per_square": 1, "square_noun": "case"}

    text = show(("results", {"heading": "Results", "charts": [chart]})).text

    assert "Separate program: not task force results." in text


def test_results_show_what_another_source_says_too(show):
    statistic = StatisticFactory()
    published(ObservationFactory(statistic=statistic, as_published="345"))
    published(ObservationFactory(statistic=statistic, as_published="more than 300"))
    chart = {"statistic": statistic, "per_square": 1, "square_noun": "case"}

    text = show(("results", {"heading": "Results", "charts": [chart]})).text

    assert "345" in text
    assert "more than 300" in text


def test_chosen_questions_open_to_their_answers(show, home):
    faq = FAQIndexPageFactory(parent=home, slug="faq")
    question = QuestionPageFactory(
        parent=faq, title="Why?", slug="why", body=[("text", RichText("<p>So.</p>"))]
    )
    drafted = QuestionPageFactory(parent=faq, title="Drafted?", live=False)

    main = show(
        ("questions", {"heading": "Questions", "questions": [question, drafted]})
    )

    details = main.find_all("details")
    assert [d.summary.h3.text for d in details] == ["Why?"]
    assert "So." in details[0].find_next_sibling().text


def test_home_page_costs_the_same_however_much_there_is(
    show, home, threats, agencies, timeline, count_queries
):
    def add(number):
        ThreatPageFactory(parent=threats)
        AgencyPageFactory(parent=agencies)
        MilestoneFactory(page=timeline)
        JurisdictionFactory(
            name=f"Place {number}",
            code=f"P{number}",
            fips=f"9{number}",
            tile_column=number,
            tile_row=1,
        )

    add(0)
    show(THREATS, ROSTER, TIMELINE)  # warm Wagtail's site cache
    few = count_queries("/")
    for number in range(1, 6):
        add(number)

    assert count_queries("/") == few
