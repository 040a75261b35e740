"""Squares to count: unit charts and the structures."""

from decimal import Decimal

import pytest

from stats.charts.structures import MOST_TILES, glyph
from stats.charts.unit_chart import PITCH, SQUARE, unit_chart
from tests.drawings import render

NUMBERS = [Decimal(n) for n in ("0", "1", "49", "50", "51", "98", "1067", "3266.5")]


def squares(rects):
    """Count the squares that rectangles of a pattern cover."""
    return sum(float(r.width) * float(r.height) / PITCH**2 for r in rects)


def drawn(chart, **values):
    """Render the component, and give its drawing."""
    context = {"drawing": chart, "noun": "arrest", "patterns": "p"} | values
    return render("unit_chart", **context)


@pytest.mark.parametrize("number", [1, 49, 50, 51, 400, 3266])
def test_a_unit_chart_covers_as_many_squares_as_the_number(number):
    chart = unit_chart(Decimal(number))

    assert squares(chart.rects) == number
    assert chart.drawn == number
    assert chart.per_square == 1


def test_a_square_can_stand_for_many():
    chart = unit_chart(Decimal("200600"), 100)

    assert squares(chart.rects) == 2006


def test_what_is_left_over_is_drawn_as_part_of_a_square():
    chart = unit_chart(Decimal("250"), 100)

    rects = [(float(r.x), float(r.width), float(r.height)) for r in chart.rects]
    assert rects == [(0, 2 * PITCH, PITCH), (2 * PITCH, SQUARE / 2, SQUARE)]


def test_zero_is_drawn_as_nothing_on_a_ground_of_its_own():
    chart = unit_chart(Decimal(0))

    assert chart.rects == []
    assert chart.drawn == 0
    assert chart.height > 0


@pytest.mark.parametrize("number", [None, "", Decimal(-3)])
def test_without_a_number_there_is_no_chart(number):
    assert unit_chart(number) is None


@pytest.mark.parametrize(
    ("number", "per_square", "drawn"),
    [(5000, 1, 5000), (5001, 10, 500), (62600, 100, 626), (10**15, 10**12, 1000)],
)
def test_squares_too_many_to_draw_stand_for_ten_times_as_many(
    number, per_square, drawn
):
    chart = unit_chart(Decimal(number))

    assert (chart.per_square, chart.drawn) == (per_square, drawn)
    assert drawn <= squares(chart.rects) < drawn + 1


def test_an_upper_number_too_large_to_draw_scales_the_number_with_it():
    chart = unit_chart(Decimal(4000), upper=Decimal(8000))

    assert chart.per_square == 10
    assert squares(chart.rects) == squares(chart.range_rects) == 400


def test_a_range_goes_on_to_its_upper_number():
    chart = unit_chart(Decimal(215), upper=Decimal(330))

    assert squares(chart.rects) == 215
    assert squares(chart.range_rects) == 330 - 215


def test_a_number_that_is_only_a_beginning_has_a_broken_end():
    assert unit_chart(Decimal(440)).ticks == []
    assert len(unit_chart(Decimal(440), qualifier="at_least").ticks) == 3
    assert len(unit_chart(Decimal(440), qualifier="more_than").ticks) == 3
    assert unit_chart(Decimal(440), qualifier="about").ticks == []


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("upper", [None, Decimal(3300)])
@pytest.mark.parametrize("qualifier", ["exactly", "more_than"])
def test_all_that_is_drawn_stays_inside_and_apart(number, upper, qualifier):
    chart = unit_chart(number, upper=upper, qualifier=qualifier)

    boxes = [
        (
            float(r.x),
            float(r.y),
            float(r.x) + float(r.width),
            float(r.y) + float(r.height),
        )
        for r in [*chart.rects, *chart.range_rects, *chart.ticks]
    ]
    assert all(x >= 0 and y >= 0 for x, y, _, _ in boxes)
    assert all(y <= chart.height for _, _, _, y in boxes)
    assert all(x <= chart.width + 6 * bool(chart.ticks) for _, _, x, _ in boxes)
    for index, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[index + 1 :]:
            assert (
                right <= other[0]
                or other[2] <= left
                or bottom <= other[1]
                or other[3] <= top
            )


def test_the_name_says_what_is_counted():
    svg = drawn(unit_chart(Decimal(3266)))

    assert svg.get("role") == "img"
    assert svg.get("aria-label") == "3,266 squares, one for each arrest"


def test_the_name_of_one_square_and_of_squares_for_many():
    assert drawn(unit_chart(Decimal(1))).get("aria-label") == (
        "1 square, one for each arrest"
    )
    assert drawn(unit_chart(Decimal(200600), 100), noun="pounds").get("aria-label") == (
        "2,006 squares, one for every 100 pounds"
    )


# Structures


def structure(name, *counts, **values):
    drawing = glyph(name, *counts, **values)
    return render("structure_glyph", drawing=drawing, name=name, patterns="p")


def test_a_network_is_drawn_to_both_its_counts():
    drawing = glyph("network", Decimal(30), Decimal(29))

    assert drawing["filled"].count("M") == 30
    assert drawing["outlined"].count("M") == 29


def test_a_council_is_drawn_to_its_count():
    drawing = glyph("council", Decimal(440))

    assert squares(drawing["field"].rects) == 440


def test_a_count_that_is_only_a_beginning_breaks_the_end_of_the_field():
    assert glyph("council", Decimal(440), qualifier="at_least")["field"].ticks
    assert not glyph("council", Decimal(440), qualifier="exactly")["field"].ticks


def test_a_network_too_large_to_draw_says_so():
    drawing = glyph("network", Decimal(10) ** 15, Decimal(3))

    assert drawing["is_capped"]
    assert drawing["large"] == drawing["filled"].count("M") == MOST_TILES


@pytest.mark.parametrize("name", ["network", "council"])
@pytest.mark.parametrize("missing", [None, "", Decimal(0)])  # templates know no None
def test_a_structure_without_a_count_draws_no_square(name, missing):
    drawing = glyph(name, missing, missing)

    assert not drawing.get("filled")
    assert not drawing.get("field") or not drawing["field"].rects


def test_where_nothing_is_counted_no_empty_picture_is_named():
    assert structure("network", None, None) is None
    assert structure("council", None) is None


@pytest.mark.parametrize(
    ("name", "counts", "label"),
    [
        ("hub", [], "One square"),
        ("cell", [], "Two outlined squares, filled where they meet"),
        (
            "network",
            [Decimal(30), Decimal(29)],
            "Filled squares: 30. Outlined squares: 29.",
        ),
        ("council", [Decimal(1440)], "1,440 squares"),
    ],
)
def test_a_structure_is_named_by_what_is_drawn(name, counts, label):
    svg = structure(name, *counts)

    assert svg.get("role") == "img"
    assert svg.get("aria-label") == label
