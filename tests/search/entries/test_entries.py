"""What is indexed of each kind, in the words and spellings that people use."""

import datetime

import pytest

from search.entries.directory import DirectoryEntries
from search.entries.downloads import Downloads
from search.entries.figures import Figures
from search.entries.milestones import Milestones
from search.entries.pages import PageEntries
from search.entries.words import first_sentence, numbers_of, spellings
from stats.rich_text import written
from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
    ContactChannelFactory,
    DirectoryPageFactory,
    FAQIndexPageFactory,
    HelpPageFactory,
    JurisdictionFactory,
    MilestoneFactory,
    NationalLineFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    NewsTopicFactory,
    ObservationFactory,
    OfficeFactory,
    ProgramFactory,
    QuestionPageFactory,
    RecordPageFactory,
    StandardPageFactory,
    StatisticFactory,
    TimelinePageFactory,
)


def entry_of(source, kind, row):
    return next(source().build([f"{kind}:{row.pk}"]))


@pytest.mark.parametrize(
    ("wording", "spelled"),
    [
        ("3,266", {"3266", "3,266"}),
        ("200.6k", {"200600", "200,600", "200.6k"}),
        ("$1.2 million", {"1200000", "1,200,000", "1.2 million"}),
        ("91 metric tons", {"91"}),
        ("two dozen", {"24"}),
    ],
)
def test_number_is_known_in_every_spelling(wording, spelled):
    assert spelled <= set(numbers_of(wording))


def test_telephone_number_is_known_in_every_spelling():
    found = set(spellings("1-877-4-HSI-TIP"))

    assert {"1-877-4-HSI-TIP", "8774474847", "877-447-4847", "18774474847"} <= found
    assert list(spellings("tips@example.org")) == ["tips@example.org"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It is led by two. They work.", "It is led by two."),
        ("The U.S. leads it. It works.", "The U.S. leads it."),
        ("No end", "No end"),
        ("", ""),
    ],
)
def test_first_sentence_ends_where_it_ends(text, first):
    assert first_sentence(text) == first


@pytest.fixture
def arrests(home):
    RecordPageFactory(parent=home)
    own = ProgramFactory(is_own=True, name="The task forces")
    figure = StatisticFactory(
        label="Arrests", unit="arrests", stage="arrest", program=own
    )
    ObservationFactory(
        statistic=figure,
        as_published="3,266",
        live=True,
        period_words="six weeks",
        source__title="Report of the autumn",
    )
    return figure


def test_figure_answers_with_value_and_period(arrests):
    entry = entry_of(Figures, "figure", arrests)

    assert entry.answer == "3,266 arrests, Six weeks"
    assert entry.source == "Report of the autumn"
    assert entry.note == "An arrest is not a conviction."
    assert "3266 arrests" in entry.names.splitlines()
    assert entry.address == f"/record/{arrests.slug}/"


def test_figure_of_another_program_says_so(home):
    RecordPageFactory(parent=home)
    figure = StatisticFactory(program__is_own=False)
    ObservationFactory(statistic=figure, live=True)

    note = entry_of(Figures, "figure", figure).note
    assert note == "Separate program: not task force results."


def test_page_has_its_whole_text_with_figures_as_readers_see_them(home, arrests):
    body = [
        (
            "section",
            {"heading": "Zebras", "text": f"<p>In all {written(arrests.pk)}.</p>"},
        ),
        ("statistics", {"heading": "Results", "statistics": [arrests]}),
        ("quote", {"text": "We saw them.", "speaker": "Alex Example"}),
    ]
    page = StandardPageFactory(parent=home, body=body, lede="About animals.")

    entry = entry_of(PageEntries, "page", page)

    for words in [
        "About animals.",
        "Zebras",
        "In all 3,266 arrests.",
        "Arrests: 3,266 arrests",
        "We saw them.",
        "Alex Example",
    ]:
        assert words in entry.text


def test_question_answers_with_its_first_sentence(home):
    page = QuestionPageFactory(
        parent=FAQIndexPageFactory(parent=home),
        title="Who leads it?",
        body=[("text", "<p>Two agencies lead it. They began in March.</p>")],
    )

    assert entry_of(PageEntries, "question", page).answer == "Two agencies lead it."


def test_article_is_found_by_its_topics_and_newer_ones_come_first(home):
    index = NewsIndexPageFactory(parent=home)
    old = NewsPageFactory(parent=index, date=datetime.date(2025, 1, 2))
    new = NewsPageFactory(parent=index, date=datetime.date(2026, 1, 2))
    new.topics = [NewsTopicFactory(name="Firearms")]
    new.save()

    assert "Firearms" in entry_of(PageEntries, "news", new).text
    orders = [entry_of(PageEntries, "news", page).order for page in (new, old)]
    assert orders == sorted(orders)


def test_agency_leads_to_its_row_of_the_roster(home):
    index = AgencyIndexPageFactory(parent=home, slug="agencies")
    agency = AgencyPageFactory(parent=index, slug="exa", acronym="EXA")

    entry = entry_of(PageEntries, "agency", agency)

    assert entry.address == "/agencies/#exa"
    assert entry.names == "EXA"
    assert entry.answer == "Sets an example."


def test_office_answers_with_its_contact_and_how_far_to_trust_it(home):
    DirectoryPageFactory(parent=home)
    agency = AgencyPageFactory(parent=AgencyIndexPageFactory(parent=home))
    office = OfficeFactory(agency=agency, name="EXA Austin", slug="exa-austin")
    ContactChannelFactory(
        office=office, value="(202) 555-0100", source__title="Page of the office"
    )

    entry = entry_of(DirectoryEntries, "office", office)

    assert entry.answer == "Phone: (202) 555-0100"
    assert entry.note.startswith("Page of the office")
    assert entry.address == "/regions/texas/?office=exa-austin"
    assert "EXA Austin" in entry.names


def test_line_is_found_by_its_digits(home):
    HelpPageFactory(parent=home)
    line = NationalLineFactory(audience="crisis")

    entry = entry_of(DirectoryEntries, "line", line)

    assert "18005550100" in entry.names.splitlines()
    assert entry.address == "/help/"


def test_milestone_leads_to_its_place_on_the_timeline(home):
    page = TimelinePageFactory(parent=home, slug="timeline")
    row = MilestoneFactory(page=page, slug="mandate", title="The order is signed")

    entry = entry_of(Milestones, "milestone", row)

    assert entry.address == "/timeline/#m-mandate"
    assert entry.answer == "January 20, 2025: Something happened."


def test_downloads_are_listed_with_the_pages_that_they_belong_to(home):
    assert [entry.address for entry in Downloads().entries()] == ["/sitemap.xml"]

    RecordPageFactory(parent=home)
    DirectoryPageFactory(parent=home)

    found = {entry.address for entry in Downloads().entries()}
    assert {
        "/record.csv",
        "/regions.json",
        "/record/feed/",
        "/record/sources/",
    } <= found


def test_listing_of_places_changes_at_midnight(home, monkeypatch):
    """A contact is overdue from a day on, without any change of the content."""
    DirectoryPageFactory(parent=home)
    agency = AgencyPageFactory(parent=AgencyIndexPageFactory(parent=home))
    office = OfficeFactory(agency=agency, state=JurisdictionFactory())
    ContactChannelFactory(office=office, review_due=datetime.date(2026, 1, 2))

    def signature_on(day):
        for module in ("regions.models.verifiable", "search.entries.directory"):
            monkeypatch.setattr(f"{module}.localdate", lambda: day)
        return dict(DirectoryEntries().listing())[f"office:{office.pk}"]

    first = signature_on(datetime.date(2026, 1, 2))
    assert signature_on(datetime.date(2026, 1, 2)) == first
    assert signature_on(datetime.date(2026, 1, 3)) != first
