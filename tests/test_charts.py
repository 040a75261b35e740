"""Drawings to count, and the small helpers that templates use for display."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from core.templatetags.charts import MOST_SQUARES, bars, glyph, unit_chart
from core.templatetags.display import (
    current,
    dial,
    host,
    sections,
    shared_provenance,
    unbroken,
)
from core.templatetags.tile_map import tile_map
from core.templatetags.timeline_chart import STRIP_WIDTH, timeline


def squares(chart):
    """Count the squares that the rectangles of a unit chart cover."""
    return sum(float(r.width) / 4 * float(r.height) / 4 for r in chart.rects)


def milestone(start, precision="day", end=None, short_title="Charter"):
    return SimpleNamespace(
        start=datetime.date.fromisoformat(start),
        end=datetime.date.fromisoformat(end) if end else None,
        precision=precision,
        title=short_title,
        short_title=short_title,
    )


def observation(number, qualifier="exactly", upper_bound=None):
    return SimpleNamespace(
        number=None if number is None else Decimal(number),
        qualifier=qualifier,
        upper_bound=None if upper_bound is None else Decimal(upper_bound),
    )


# Unit charts


@pytest.mark.parametrize("number", [1, 49, 50, 51, 400, 3266])
def test_a_unit_chart_covers_as_many_squares_as_the_number(number):
    chart = unit_chart(Decimal(number))

    assert squares(chart) == number
    assert chart.drawn == number
    assert not chart.is_capped


def test_a_square_can_stand_for_many():
    chart = unit_chart(Decimal("200600"), 100)

    assert squares(chart) == 2006


def test_what_is_left_over_is_drawn_as_part_of_a_square():
    chart = unit_chart(Decimal("250"), 100)

    assert [(r.x, r.width, r.height) for r in chart.rects] == [
        ("0", "8", "4"),
        ("8", "1.5", "3"),
    ]


def test_zero_is_drawn_as_nothing_on_a_ground_of_its_own():
    chart = unit_chart(Decimal(0))

    assert chart.rects == []
    assert chart.drawn == 0
    assert chart.height > 0


@pytest.mark.parametrize("number", [None, "", Decimal(-3)])
def test_without_a_number_there_is_no_chart(number):
    assert unit_chart(number) is None


def test_a_very_large_number_is_capped_and_says_so():
    chart = unit_chart(Decimal(2_000_000))

    assert chart.is_capped
    assert chart.drawn == squares(chart) == MOST_SQUARES


def test_squares_stay_inside_the_chart():
    chart = unit_chart(Decimal(3266))

    assert all(float(r.x) + float(r.width) <= chart.width for r in chart.rects)
    assert all(float(r.y) + float(r.height) <= chart.height for r in chart.rects)


def test_coordinates_keep_their_point_in_every_language():
    place = SimpleNamespace(tile_column=1, tile_row=0)

    with translation.override("de"):
        drawn = Template(
            "{% load tile_map %}{% with map=places|tile_map %}"
            "{% for tile in map.tiles %}{{ tile.text_x }}{% endfor %}{% endwith %}"
        ).render(Context({"places": [place]}))

    assert drawn == "64.5"


# Structures


def test_a_network_is_drawn_to_both_its_counts():
    drawing = glyph("network", Decimal(30), Decimal(29))

    assert drawing.filled.count("M") == 30
    assert drawing.outlined.count("M") == 29


def test_a_council_is_drawn_to_its_count():
    drawing = glyph("council", Decimal(440))

    assert squares(drawing.field) == 440


@pytest.mark.parametrize("name", ["network", "council"])
@pytest.mark.parametrize("missing", [None, ""])  # templates know no None
def test_a_structure_without_a_count_draws_no_square(name, missing):
    drawing = glyph(name, missing, missing)

    assert not drawing.filled
    assert drawing.field is None


@pytest.mark.parametrize("name", ["hub", "cell"])
def test_a_structure_that_is_not_counted_has_a_fixed_drawing(name):
    assert glyph(name).filled


# The tile map


def test_tiles_are_read_from_left_to_right_and_down():
    places = [
        SimpleNamespace(name=name, tile_column=column, tile_row=row)
        for name, column, row in [("Alabama", 6, 6), ("Maine", 10, 0), ("Alaska", 0, 0)]
    ]

    drawn = tile_map(places)

    assert [tile.place.name for tile in drawn.tiles] == ["Alaska", "Maine", "Alabama"]
    assert (drawn.tiles[2].x, drawn.tiles[2].y) == (264, 264)
    assert (drawn.width, drawn.height) == (481, 305)


def test_a_place_without_a_tile_is_not_on_the_map():
    drawn = tile_map([SimpleNamespace(tile_column=None, tile_row=None)])

    assert drawn.tiles == []


# Bars


def test_bars_start_at_zero_and_share_one_scale():
    drawn = bars([observation(3000), observation(1500)])

    assert float(drawn[0].width) == 2 * float(drawn[1].width)


def test_an_open_end_is_drawn_for_more_than():
    exact, open_ended = bars([observation(3266), observation(3000, "more_than")])

    assert exact.ticks == []
    assert len(open_ended.ticks) == 3


def test_a_range_reaches_to_its_upper_bound():
    wide, plain = bars([observation(10, upper_bound=20), observation(5)])

    assert wide.range_width == wide.width
    assert plain.range_width == ""


@pytest.mark.parametrize(
    "observations",
    [[], [observation(5)], [observation(5), observation(None)], [observation(0)] * 2],
)
def test_there_is_nothing_to_compare_without_two_numbers(observations):
    assert bars(observations) == []


# The timeline


def test_a_year_of_milestones_is_one_strip_from_first_to_last_month():
    drawn = timeline([milestone("2025-01-20"), milestone("2025-10-01", "month")])

    [strip] = drawn.strips
    assert len(strip.months) == 10
    assert strip.months[0].year == "2025"
    assert [entry.number for entry in drawn.entries] == [1, 2]


def test_milestones_of_many_years_have_a_strip_for_each_year_newest_first():
    drawn = timeline([milestone("2021-06-07"), milestone("2025-01-20")])

    assert [strip.months[0].year for strip in drawn.strips] == ["2025", "2021"]
    assert [entry.number for entry in drawn.entries] == [1, 2]


def test_a_month_is_filled_and_a_day_is_a_line():
    drawn = timeline([milestone("2025-01-01", "month"), milestone("2025-02-10")])

    month, day = drawn.strips[0].marks
    assert float(month.width) > 100
    assert day.width == "4"


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


def test_a_label_at_the_end_turns_to_the_left_and_stays_on_the_strip():
    drawn = timeline([milestone("2025-01-05"), milestone("2025-12-30")])

    [strip] = drawn.strips
    assert [mark.is_flipped for mark in strip.marks] == [False, True]
    assert strip.width == STRIP_WIDTH


def test_a_timeline_without_milestones_is_empty():
    drawn = timeline([])

    assert drawn.strips == []
    assert drawn.entries == []


# Display


def block(heading):
    return SimpleNamespace(value={"heading": heading} if heading else "words")


def test_every_section_has_an_id_of_its_own():
    body = [block("Who leads"), block("Who leads"), block("Sources"), block("")]

    anchors = [section["anchor"] for section in sections(body)]

    assert anchors == ["who-leads", "who-leads-2", "sources-2", ""]


def test_ids_inside_an_answer_carry_its_name():
    [section] = sections([block("Both accounts")], "faq-who-leads-it")

    assert section["anchor"] == "faq-who-leads-it-both-accounts"


@pytest.mark.parametrize(
    ("path", "attribute"),
    [
        ("/news/", 'aria-current="page"'),
        ("/news/an-article/", 'aria-current="true"'),
        ("/record/", ""),
        (None, ""),
    ],
)
def test_navigation_marks_where_the_reader_is(path, attribute):
    assert current(path, "/news/") == attribute


def test_a_short_number_is_dialled_as_it_is():
    assert dial("911") == "tel:911"
    assert dial("8883737888") == "tel:+18883737888"


def test_a_website_is_named_by_its_host():
    assert host("https://www.dhs.gov/hsi/tipline") == "dhs.gov"


def test_hyphenated_words_of_a_title_stay_whole_and_escaped():
    title = unbroken("Crime & cross-border <b>")

    assert title == 'Crime &amp; <span class="unbroken">cross-border</span> &lt;b&gt;'


def statistic(source, period="Six weeks"):
    first = SimpleNamespace(
        source_id=source, period_text=period, as_of=None, is_year_inferred=False
    )
    return SimpleNamespace(current_observations=[first])


def test_provenance_is_said_once_only_where_it_is_the_same_for_all():
    assert shared_provenance([statistic(1), statistic(1)]).source_id == 1
    assert shared_provenance([statistic(1), statistic(2)]) is None
    assert shared_provenance([statistic(1), statistic(1, "July")]) is None
    assert shared_provenance([]) is None


def test_the_editors_bar_leaves_a_visitor_without_a_session_alone():
    request = RequestFactory().get("/")  # has no user: asking for one would fail

    drawn = Template("{% load display %}{% editor_bar %}").render(
        Context({"request": request})
    )

    assert drawn == ""
