"""The record: every published figure, its sources, and a page for each statistic."""

import datetime

import pytest

from stats.models import Statistic
from tests.factories import (
    DisagreementFactory,
    NationalLineFactory,
    ObservationFactory,
    PositionFactory,
    ProgramFactory,
    RecordPageFactory,
    SourceFactory,
    StatisticFactory,
    published,
)


@pytest.fixture
def record(home):
    return RecordPageFactory(parent=home, slug="record")


def replaced(earlier, **values):
    """Publish a new value in place of an earlier one."""
    return published(
        ObservationFactory(
            statistic=earlier.statistic,
            source=earlier.source,
            supersedes=earlier,
            **{
                "change_kind": "update",
                "change_reason": "The source counted again.",
                **values,
            },
        )
    )


def test_programs_stand_apart_in_their_own_order(read, record):
    own = ProgramFactory(name="Our task force", is_own=True, order=1)
    other = ProgramFactory(name="Another effort", is_own=False, order=2)
    for program, label in [(other, "Later"), (own, "Early"), (other, "Latest")]:
        published(
            ObservationFactory(statistic__program=program, statistic__label=label)
        )

    main = read("/record/").main

    names = [heading.text for heading in main.find_all("h2")]
    ours = main.find("h2", string="Our task force").find_parent("section")
    theirs = main.find("h2", string="Another effort").find_parent("section")
    assert names.index("Our task force") < names.index("Another effort")
    assert names.count("Another effort") == 1
    assert "Early" in ours.text
    assert "Later" not in ours.text
    assert "Separate program" not in ours.text
    assert "Separate program: not task force results." in theirs.text


def test_statistics_stand_under_their_section_in_order(read, record):
    program = ProgramFactory()
    for label, section, order in [
        ("Second result", "results", 2),
        ("A budget", "money", 1),
        ("First result", "results", 1),
    ]:
        published(
            ObservationFactory(
                statistic__program=program,
                statistic__label=label,
                statistic__section=section,
                statistic__order=order,
            )
        )

    text = read("/record/").main.text

    places = [
        text.index(words)
        for words in (
            "Reported results",
            "First result",
            "Second result",
            "Money",
            "A budget",
        )
    ]
    assert places == sorted(places)


def test_both_values_stand_where_two_sources_report(read, record):
    statistic = StatisticFactory(label="Arrests")
    for words, source in [("3,266", "Home page"), ("more than 3,000", "A speech")]:
        published(
            ObservationFactory(
                statistic=statistic, as_published=words, source__title=source
            )
        )

    rows = read("/record/").main.find("table").find_all("tr")[1:]

    assert len(rows) == 2
    assert "3,266" in rows[0].text
    assert "Home page" in rows[0].text
    assert "more than 3,000" in rows[1].text
    assert "A speech" in rows[1].text
    assert all("Arrests" in row.text for row in rows)


def test_row_says_period_date_and_source(read, record):
    published(
        ObservationFactory(
            period_precision="month",
            period_start=datetime.date(2025, 9, 1),
            period_end=datetime.date(2025, 10, 31),
            is_year_inferred=True,
            as_of=datetime.date(2025, 11, 6),
            source__slug="a-report",
        )
    )

    published(ObservationFactory(statistic=Statistic.objects.get()))

    row = read("/record/").main.find("table").find_all("tr")[1]

    assert "September to October 2025" in row.text
    assert row.find("a", attrs={"aria-label": "Year worked out"})
    assert row.find("time", datetime="2025-11-06")
    assert row.find("a", href="/record/sources/a-report/")


def test_what_all_figures_of_a_program_share_is_said_once(read, record):
    program, source = ProgramFactory(), SourceFactory(slug="a-report")
    for _ in range(2):
        published(
            ObservationFactory(
                statistic__program=program,
                source=source,
                period_precision="range_words",
                period_words="six weeks",
                as_of=datetime.date(2025, 11, 6),
                note="Rounded.",
            )
        )

    part = read("/record/").main.find("section", class_="record-group")

    assert columns(part.table) == ["Figure", "Value"]
    assert part.text.count("Six weeks") == 1
    assert len(part.find_all("time", datetime="2025-11-06")) == 1
    assert len(part.find_all("a", href="/record/sources/a-report/")) == 1
    assert part.text.count("Rounded.") == 1
    (note,) = part.find("ol", class_="record-group__notes")("li")
    assert note.text == "Rounded."
    marks = [" ".join(mark.text.split()) for mark in part(class_="note-letter")]
    assert marks == ["note a", "note a"]


def columns(table):
    return [head.text.strip() for head in table.find_all("th", scope="col")]


def test_column_appears_only_if_a_row_has_something_in_it(read, record):
    statistic = published(ObservationFactory()).statistic
    published(ObservationFactory(statistic=statistic))
    page = read("/record/")
    assert columns(page.main.table) == ["Figure", "Value", "Source"]
    assert "ot stated" not in page.main.table.text

    published(
        ObservationFactory(
            statistic=statistic,
            as_of=datetime.date(2025, 11, 6),
            period_precision="range_words",
            period_words="six weeks",
        )
    )

    table = read("/record/").main.table
    assert columns(table) == ["Figure", "Value", "Period", "As of", "Source"]
    *_others, without, having = table.find_all("tr")
    assert len(without.find_all("td")) == len(having.find_all("td")) == 4
    assert "Six weeks" in having.text


def test_replaced_value_gives_way_to_the_new_one(read, record):
    replaced(
        published(ObservationFactory(as_published="12 old")), as_published="13 new"
    )

    text = read("/record/").main.find("table").text

    assert "13 new" in text
    assert "12 old" not in text


def test_unsupported_statistics_are_hidden(read, record):
    StatisticFactory(label="Never published", program__name="An empty effort")
    ObservationFactory(statistic__label="Only drafted", as_published="99 drafted")

    text = read("/record/").main.text

    assert "An empty effort" not in text
    assert "Never published" not in text
    assert "Only drafted" not in text
    assert "99 drafted" not in text


def test_arrests_carry_the_reminder(read, record):
    published(ObservationFactory(statistic__stage="arrest"))

    assert "An arrest is not a conviction." in read("/record/").main.text


def test_other_figures_carry_none(read, record):
    published(ObservationFactory(statistic__stage="seizure"))

    assert "An arrest is not a conviction." not in read("/record/").main.text


def test_every_cited_source_stands_under_its_permanent_id(read, record):
    for number, slug in [(902, "b-report"), (901, "a-report")]:
        source = SourceFactory(number=number, slug=slug, is_retired=number == 902)
        NationalLineFactory(source=source)

    main = read("/record/").main

    entries = main.find("ol", class_="moved__sources")("li")
    assert [entry["id"] for entry in entries] == ["source-a-report", "source-b-report"]
    assert [entry["value"] for entry in entries] == ["901", "902"]
    assert entries[0].a["href"] == "/record/sources/a-report/"
    assert main.find(id="sources").a["href"] == "/record/sources/"


def test_published_disagreements_are_shown_with_both_sides(read, record):
    topic = DisagreementFactory(slug="firearms", topic="firearms recovered")
    PositionFactory(disagreement=topic, says="One says 57.")
    PositionFactory(disagreement=topic, says="One says 85.")
    drafted = DisagreementFactory(topic="A drafted topic", live=False)
    PositionFactory(disagreement=drafted, says="Not for readers.")

    main = read("/record/differences/").main

    shown = main.find(id="differ-firearms")
    assert "Firearms recovered" in shown.text
    assert shown.text.index("One says 57.") < shown.text.index("One says 85.")
    assert "A drafted topic" not in main.text
    assert "Not for readers." not in main.text


def test_empty_record_opens(read, record):
    assert read("/record/").main.find(id="sources")


def test_record_costs_the_same_however_long(record, client, count_queries):
    def add():
        position = PositionFactory()
        statistic = StatisticFactory()
        published(ObservationFactory(statistic=statistic, position=position))
        published(ObservationFactory(statistic=statistic))

    add()
    client.get("/record/")  # warm Wagtail's site cache
    few = count_queries("/record/")
    for _ in range(4):
        add()

    assert count_queries("/record/") == few


# One statistic
