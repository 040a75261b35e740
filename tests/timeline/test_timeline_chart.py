"""The timeline: a strip to scale and the rulers of its list."""

import datetime
from itertools import pairwise
from types import SimpleNamespace

import pytest

from core.drawing import Box
from tests.drawings import render
from timeline.layout import LABEL_SIZE, MONTH_ROOM, STRIP_WIDTH
from timeline.templatetags.timeline_chart import timeline


def milestone(start, precision="day", end=None, short_title="Charter", title=""):
    return SimpleNamespace(
        start=datetime.date.fromisoformat(start),
        end=datetime.date.fromisoformat(end) if end else None,
        precision=precision,
        title=title or short_title,
        short_title=short_title,
    )


def many(count, days, **values):
    """Return `count` milestones, that many days apart, in order."""
    first = datetime.date(2024, 1, 3)
    return [
        milestone((first + datetime.timedelta(index * days)).isoformat(), **values)
        for index in range(count)
    ]


def component(strip):
    return render("timeline_strip", strip=strip)


def width_of(words):
    """Return the width of a text in average letters, as measured in the browser."""
    return len(words) * LABEL_SIZE * 0.55


def boxes(strip):
    """Return the box of each label, at least as wide as its text."""
    found = []
    for mark in strip.marks:
        width, top, bottom = mark.box_width, mark.label_y, mark.label_y + 22
        if not strip.is_dense:
            width = mark.words_x + max(width_of(mark.title), width_of(mark.date))
            top, bottom = top - 5, bottom + 8
        left = float(mark.label_x)
        if mark.is_flipped:
            left += 2 - width
        found.append(Box(left, top, left + width, bottom))
    return found


def clashes(strip):
    """Return the pairs of labels, or of a label and another's stem, that overlap."""
    room = boxes(strip)
    stems = [
        Box(float(mark.stem_x), mark.stem_y, float(mark.stem_x) + 0.5, 0)
        for mark in strip.marks
    ]
    labels = [
        (one, other)
        for one in range(len(room))
        for other in range(one)
        if room[one].overlaps(room[other])
    ]
    crossed = [
        (one, other)
        for one in range(len(room))
        for other in range(len(stems))
        # A label begins at its stem; two of the same day share one.
        if strip.marks[one].stem_x != strip.marks[other].stem_x
        and room[one].overlaps(stems[other])
    ]
    return labels + crossed


CROWDS = {
    "one": many(1, 1),
    "two on one day at the end": [
        milestone("2025-01-05"),
        *[milestone("2025-12-30")] * 2,
    ],
    "two at the end": [milestone("2025-12-20"), milestone("2025-12-30")],
    "five in a week": many(5, 1),
    "forty over three years": many(40, 27),
    "forty over one year": many(40, 9),
    "ten on one day": [milestone("2025-03-03")] * 10,
    "long titles": many(
        6, 50, short_title="", title="An executive order about many things"
    ),
    "wide titles": many(6, 50, short_title="WWWWWW MMMMMM WWWW"),
    "a range of thirty years": [milestone("2001-01-01", "range", "2030-12-31")],
    "a hundred and twenty": many(120, 3),
}


@pytest.mark.parametrize("crowd", CROWDS.values(), ids=CROWDS)
def test_labels_cross_neither_each_other_nor_a_stem(crowd):
    assert [clashes(strip) for strip in timeline(crowd).strips if clashes(strip)] == []


@pytest.mark.parametrize("crowd", CROWDS.values(), ids=CROWDS)
def test_every_label_ends_on_a_strip_of_one_width(crowd):
    for strip in timeline(crowd).strips:
        assert strip.width == STRIP_WIDTH
        assert all(box.left >= 0 and box.right <= STRIP_WIDTH for box in boxes(strip))
        assert all(strip.axis_y + box.top >= 0 for box in boxes(strip))


@pytest.mark.parametrize("crowd", CROWDS.values(), ids=CROWDS)
def test_names_of_months_and_years_keep_apart(crowd):
    for strip in timeline(crowd).strips:
        for row in ("name", "year"):
            places = [float(m.x) for m in strip.months if getattr(m, row)]
            gaps = [b - a for a, b in pairwise(places)]
            assert all(gap >= MONTH_ROOM - 1 for gap in gaps)


def test_a_crowd_is_drawn_with_the_numbers_of_its_list():
    chart = timeline(many(40, 9))

    drawn = component(chart.strips[0])
    assert chart.is_dense
    assert len(drawn.findall(".//*[@class='timeline-strip__number']")) == 40
    assert "Charter" not in list(drawn.itertext())


def test_few_milestones_are_drawn_with_words():
    chart = timeline(many(8, 45))

    assert not chart.is_dense
    words = list(component(chart.strips[0]).itertext())
    assert words.count("Charter") == 8


def test_a_label_at_the_end_turns_to_the_left_where_there_is_room():
    alone = timeline([milestone("2025-01-05"), milestone("2025-12-30")])
    close = timeline([milestone("2025-12-20"), milestone("2025-12-30")])

    assert [mark.is_flipped for mark in alone.strips[0].marks] == [False, True]
    assert alone.strips[0].axis_width == str(STRIP_WIDTH)
    assert not any(mark.is_flipped for mark in close.strips[0].marks)


def test_a_long_title_is_cut_at_a_word():
    chart = timeline(
        [milestone("2025-01-20", short_title="", title="The second executive order")]
    )

    assert chart.strips[0].marks[0].title == "The second executive…"


def test_the_strip_is_named_by_its_count_and_its_months():
    drawn = component(timeline(many(3, 45)).strips[0])

    assert drawn.get("role") == "img"
    assert drawn.get("aria-label") == (
        "3 milestones on a scale from January 2024 to April 2024. "
        "The list has them in words."
    )


def test_a_year_of_milestones_is_one_strip_from_first_to_last_month():
    drawn = timeline([milestone("2025-01-20"), milestone("2025-10-01", "month")])

    [strip] = drawn.strips
    assert len(strip.months) == 10
    assert strip.months[0].year == "2025"
    assert [entry.number for entry in drawn.entries] == [1, 2]


def test_milestones_of_many_years_have_a_strip_for_each_year_in_order():
    drawn = timeline([milestone("2021-06-07"), milestone("2025-01-20")])

    assert [strip.months[0].year for strip in drawn.strips] == ["2021", "2025"]
    assert [part.year for part in drawn.parts] == [2021, 2025]
    assert [entry.number for entry in drawn.entries] == [1, 2]


def test_a_month_is_filled_and_a_day_is_a_line():
    drawn = timeline([milestone("2025-01-01", "month"), milestone("2025-02-10")])

    month, day = drawn.strips[0].marks
    assert float(month.width) > 20 * float(day.width) > 0


def test_a_range_fills_all_of_its_months():
    drawn = timeline([milestone("2025-09-01", "range", "2025-10-31")])

    ruler = drawn.entries[0].ruler
    assert float(ruler.mark_width) == ruler.width


def test_labels_that_would_overlap_stand_at_different_heights():
    drawn = timeline(
        [
            milestone("2025-01-01", "month"),
            milestone("2025-01-20"),
            milestone("2025-12-01"),
        ]
    )

    first, second, _ = drawn.strips[0].marks
    assert first.label_y < second.label_y


def test_a_timeline_without_milestones_is_empty():
    drawn = timeline([])

    assert drawn.strips == []
    assert drawn.entries == []
    assert not drawn.is_dense


@pytest.mark.parametrize("years", [2, 30])
@pytest.mark.parametrize("count", [3, 120])
def test_time_runs_in_reading_order_over_any_number_of_years(years, count):
    crowd = many(count, max(1, years * 365 // count))

    chart = timeline(crowd)

    told = [entry.milestone.start for entry in chart.entries]
    assert told == sorted(row.start for row in crowd)
    assert [entry.number for entry in chart.entries] == list(range(1, count + 1))
    parts = [part.year for part in chart.parts]
    assert parts == sorted(set(parts))
    # On a strip, too: from left to right, and of one day from top to bottom.
    for strip in chart.strips:
        places = [(float(mark.stem_x), mark.label_y) for mark in strip.marks]
        assert places == sorted(places)
