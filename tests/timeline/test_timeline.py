"""The timeline: order, dates as exact as their source, and the page."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.factories import (
    DisagreementFactory,
    MilestoneFactory,
    PositionFactory,
    SourceFactory,
    TimelinePageFactory,
)


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.fixture
def timeline(home):
    return TimelinePageFactory(parent=home, slug="timeline")


@pytest.fixture
def add(timeline):
    """Put a milestone on the timeline."""

    def milestone(title, start, precision="day", end=None, **values):
        return MilestoneFactory(
            page=timeline,
            title=title,
            start=day(start),
            end=day(end) if end else None,
            precision=precision,
            **values,
        )

    return milestone


def test_milestones_stand_by_date(timeline, add):
    add("later", "2026-02-01")
    add("early", "2024-12-31")
    add("middle", "2025-06-15")

    assert [row.title for row in timeline.in_order()] == ["early", "middle", "later"]


def test_exact_days_stand_before_the_month_inside_the_same_month(timeline, add):
    add("the month", "2025-09-01", precision="month")
    add("a range from it", "2025-09-01", precision="range", end="2025-10-31")
    add("late in it", "2025-09-30")
    add("early in it", "2025-09-02")
    add("the month after", "2025-10-01", precision="month")

    assert [row.title for row in timeline.in_order()] == [
        "early in it",
        "late in it",
        "the month",
        "a range from it",
        "the month after",
    ]


def test_milestones_of_one_day_keep_the_order_of_the_editor(timeline, add):
    add("second", "2025-01-20", sort_order=2)
    add("first", "2025-01-20", sort_order=1)

    assert [row.title for row in timeline.in_order()] == ["first", "second"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"precision": "range", "end": None}, "needs its last day"),
        ({"precision": "day", "end": day("2025-02-01")}, "Only a range"),
        ({"precision": "month", "end": day("2025-02-01")}, "Only a range"),
        ({"precision": "range", "end": day("2025-01-19")}, "ends before"),
        ({"precision": "range", "end": day("2025-01-20")}, "ends before"),
    ],
)
def test_range_has_two_ends_in_order_and_nothing_else_has(values, words):
    milestone = MilestoneFactory.build(source=None, start=day("2025-01-20"), **values)

    with pytest.raises(ValidationError) as caught:
        milestone.clean()

    assert words in str(caught.value.message_dict["end"])


@pytest.mark.parametrize(
    ("precision", "end"), [("day", None), ("month", None), ("range", "2025-03-31")]
)
def test_sound_dates_are_accepted(precision, end):
    milestone = MilestoneFactory.build(
        source=None, precision=precision, end=day(end) if end else None
    )

    milestone.clean()


@pytest.mark.parametrize(
    ("precision", "end", "machine", "told"),
    [
        ("day", None, "2025-01-20", "January 20, 2025"),
        ("month", None, "2025-01", "January 2025"),
        ("range", "2025-03-31", "", "January to March 2025"),
    ],
)
def test_date_is_told_as_exactly_as_it_is_known(precision, end, machine, told):
    milestone = MilestoneFactory.build(
        source=None, precision=precision, end=day(end) if end else None
    )

    assert milestone.machine_date == machine
    assert milestone.date_text == told


def test_two_milestones_do_not_share_a_short_name(timeline):
    MilestoneFactory(page=timeline, slug="order")

    with pytest.raises(IntegrityError), transaction.atomic():
        MilestoneFactory(page=timeline, slug="order")


def test_milestone_is_refused_without_a_source(timeline):
    with pytest.raises(IntegrityError), transaction.atomic():
        MilestoneFactory(page=timeline, source=None)


def test_page_tells_every_milestone_with_its_source_and_its_own_address(
    read, timeline, add
):
    add(
        "An order is signed",
        "2025-01-20",
        slug="order",
        text="What it says.",
        quote="exact words",
        source=SourceFactory(title="The order", slug="the-order"),
        citations=[
            ("citation", {"source": SourceFactory(title="A report"), "quote": "more"})
        ],
    )

    main = read(timeline.url).main

    entry = main.find(id="m-order")
    for words in ("An order is signed", "What it says.", "exact words", "more"):
        assert words in entry.text
    assert entry.find("a", href="/record/sources/the-order/").text == "The order"
    assert [note.a.text for note in entry.ol.find_all("li")] == [
        "The order",
        "A report",
    ]
    numbers = entry.p.find_all("a", role="doc-noteref")
    assert [entry.find(id=each["href"][1:]).a.text for each in numbers] == [
        "The order",
        "A report",
    ]
    assert entry.find("time", datetime="2025-01-20").text == "January 20, 2025"


def test_list_stands_in_the_order_of_time_whatever_the_drawing_does(
    read, timeline, add
):
    add("In the second year", "2026-02-01", slug="b")
    add("In the first year", "2025-02-01", slug="a")
    add("Late in the first year", "2025-12-01", slug="c", precision="month")

    ids = [row["id"] for row in read(timeline.url).main.find_all(id=True)]

    assert [i for i in ids if i in {"m-a", "m-b", "m-c"}] == ["m-a", "m-c", "m-b"]


def test_month_is_not_given_a_day(read, timeline, add):
    add("Some time", "2025-09-01", precision="month", slug="m")

    entry = read(timeline.url).main.find(id="m-m")

    assert entry.find("time")["datetime"] == "2025-09"
    assert "September 1" not in entry.text


def test_range_is_told_in_words_without_a_machine_date(read, timeline, add):
    add("Weeks of it", "2025-09-01", precision="range", end="2025-10-31", slug="m")

    entry = read(timeline.url).main.find(id="m-m")

    assert "September to October 2025" in entry.text
    assert not entry.find("time", datetime=lambda text: text and "2025-09" in text)


@pytest.mark.parametrize("is_inferred", [True, False])
def test_inferred_year_is_marked_and_explained(read, timeline, add, is_inferred):
    add("Some day", "2025-09-01", slug="m", is_year_inferred=is_inferred)

    page = read(timeline.url)
    entry = page.main.find(id="m-m")

    mark = entry.find("a", attrs={"aria-label": "Year worked out"})
    assert (mark is not None) is is_inferred
    explained = page.main.find(id="year-note")
    assert (explained is not None) is is_inferred


def test_page_shows_where_sources_differ(read, home, add, timeline):
    topic = DisagreementFactory()
    PositionFactory(disagreement=topic, says="One says August.")
    PositionFactory(disagreement=topic, says="One says September.")
    timeline.body = [
        ("disagreement", {"heading": "Since when?", "disagreement": topic})
    ]
    timeline.save_revision().publish()

    text = read(timeline.url).main.text

    assert "Since when?" in text
    assert "One says August." in text
    assert "One says September." in text


def test_empty_timeline_opens(read, timeline):
    assert read(timeline.url).h1


@pytest.mark.parametrize(
    ("precision", "start", "end"),
    [
        ("range", "2025-11-01", "2026-02-28"),
        ("range", "2024-02-29", "2026-02-28"),
        ("day", "2024-02-29", None),
        ("month", "2025-12-01", None),
    ],
)
def test_dates_at_the_edges_of_a_year_can_be_drawn(
    read, timeline, add, precision, start, end
):
    add("At the edge", start, precision=precision, end=end)

    assert "At the edge" in read(timeline.url).main.text


def test_page_costs_the_same_however_many_milestones(
    timeline, add, client, count_queries
):
    add("One", "2025-01-20")
    client.get(timeline.url)  # warm Wagtail's site cache
    few = count_queries(timeline.url)
    for month in range(2, 7):
        add("Another", f"2025-0{month}-01")

    assert count_queries(timeline.url) == few
