"""The step chart of values that replaced one another."""

import datetime
from decimal import Decimal
from itertools import pairwise
from types import SimpleNamespace

import pytest

from core.drawing import Box, text_width
from stats.charts.step_chart import step_chart
from stats.charts.step_layout import (
    BASE,
    KEY,
    MARKER,
    PLOT_HEIGHT,
    PLOT_TOP,
    TYPE,
    WIDTHS,
)
from tests.drawings import render

NOON = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)


def source(number=1, title="A report"):
    return SimpleNamespace(number=number, title=title)


def chain(*values, start=1, cites=None, days=30, **every):
    """
    Return values that supersede one another, `days` apart, newest first.

    Each is a number, or a mapping of what differs from an update with such a number.
    """
    rows = []
    for index, value in enumerate(values):
        given = value if isinstance(value, dict) else {"number": value}
        moment = NOON + datetime.timedelta(index * days)
        number = given.get("number")
        row = SimpleNamespace(
            pk=start + index,
            supersedes_id=start + index - 1 if index else None,
            source=cites or source(),
            as_published=f"{number:,}" if number is not None else "words",
            qualifier="exactly",
            upper_bound=None,
            as_of=None,
            change_kind="update" if index else "",
            first_published_at=moment,
            published_date=moment.date(),
        )
        vars(row).update(every | given)
        row.number = None if number is None else Decimal(str(number))
        rows.append(row)
    return rows[::-1]


def component(rows):
    return render("step_chart", history=rows)


def words_of(figure):
    return " ".join("".join(figure.itertext()).split())


def wide(rows):
    return step_chart(rows)["drawings"][0]


def heights(drawing):
    """Return the y of each value, in order."""
    return [float(m.box.y) + MARKER / 2 for line in drawing.lines for m in line.markers]


# When there is a chart at all


@pytest.mark.parametrize(
    "rows",
    [
        [],
        chain(12),
        chain(12, {"number": None}),
        chain(12, {"number": None, "change_kind": "withdrawal"}),
        chain(12, -3),
        [*chain(12), *chain(14, start=9, cites=source(2))],
    ],
    ids=["none", "one", "words", "taken back", "negative", "one of each source"],
)
def test_without_two_numbers_in_a_row_there_is_no_chart_and_no_frame(rows):
    assert step_chart(rows) is None
    assert component(rows) is None


def test_two_values_in_a_row_are_drawn_at_both_widths():
    figure = component(chain(12, 14))

    drawings = list(figure.iter("svg"))
    assert [svg.get("role") for svg in drawings] == ["img", "img"]
    assert {svg.get("aria-label") for svg in drawings} == {
        "Step chart of 2 values, January 1, 2026 to January 31, 2026. "
        "The list after it has them all."
    }


# Where values stand


def test_height_counts_from_zero():
    assert heights(wide(chain(50, 100, 0))) == [
        BASE - (BASE - PLOT_TOP) / 2,
        PLOT_TOP,
        BASE,
    ]


def test_decimals_and_very_large_numbers_stay_on_the_drawing():
    for drawing in step_chart(chain(Decimal("0.01"), Decimal("2.5"), 10**15))[
        "drawings"
    ]:
        assert all(PLOT_TOP <= y <= BASE for y in heights(drawing))


def test_only_zeros_stand_on_the_axis():
    assert heights(wide(chain(0, 0))) == [BASE, BASE]


def test_a_line_goes_from_step_to_step_and_on_to_the_edge():
    [line] = wide(chain(50, 100)).lines

    assert line.path == "M6 130H604V40H640"


def test_days_are_as_far_apart_as_they_were():
    rows = chain(
        1, 2, {"number": 3, "first_published_at": NOON + datetime.timedelta(90)}
    )

    first, second, third = (float(m.box.x) for m in wide(rows).lines[0].markers)

    assert (third - first) == pytest.approx(3 * (second - first), abs=0.1)


def test_the_day_that_values_are_as_of_is_used_where_all_state_it():
    days = [datetime.date(2025, 3, 1), datetime.date(2025, 5, 1)]
    rows = chain(*({"number": 5, "as_of": day} for day in days))

    chart = step_chart(rows)

    assert chart["is_as_of"]
    assert (chart["first"], chart["last"]) == tuple(days)
    assert "by the day that each value is as of" in words_of(component(rows))


@pytest.mark.parametrize(
    "days",
    [
        [datetime.date(2025, 3, 1), None],
        [datetime.date(2025, 3, 1), datetime.date(2025, 3, 1)],
        [datetime.date(2025, 3, 1), datetime.date(2025, 2, 1)],
    ],
    ids=["one missing", "all the same", "out of order"],
)
def test_else_the_day_that_values_were_published_is_used(days):
    rows = chain(*({"number": 5, "as_of": day} for day in days))

    assert not step_chart(rows)["is_as_of"]
    assert "by the day that each value was published here" in words_of(component(rows))


def test_values_of_one_moment_are_drawn_as_one_jump():
    moments = {"first_published_at": NOON, "published_date": NOON.date()}

    [line] = wide(chain(5, 9, **moments)).lines

    assert line.path.startswith("M6 120H6V40")


# What is marked


def test_an_open_end_is_broken_and_explained():
    rows = chain(50, {"number": 60, "qualifier": "more_than"})

    exact, open_ended = wide(rows).lines[0].markers

    assert exact.ticks == []
    assert len(open_ended.ticks) == 3
    assert "A broken end means" in words_of(component(rows))


def test_a_range_is_a_box_from_its_number_to_its_upper_number():
    rows = chain(50, {"number": 60, "upper_bound": Decimal(100)}, 80)

    [box] = wide(rows).lines[0].ranges

    assert float(box.y) == PLOT_TOP
    assert float(box.y) + float(box.height) == pytest.approx(BASE - PLOT_HEIGHT * 0.6)
    assert "upper number of a range" in words_of(component(rows))


def test_what_was_corrected_is_crossed_out():
    rows = chain(50, 90, {"number": 60, "change_kind": "correction"})

    crosses = [bool(marker.cross) for marker in wide(rows).lines[0].markers]

    assert crosses == [False, True, False]
    assert "it was wrong here" in words_of(component(rows))


def test_what_was_taken_back_ends_the_line_with_a_cross():
    rows = chain(50, 60, {"number": None, "change_kind": "withdrawal"})

    drawing = wide(rows)
    [line] = drawing.lines

    assert len(line.ends) == 1
    assert line.path.endswith("H604")  # not to the edge
    assert "taken back" in [label.words for label in drawing.labels]
    assert "the source took the value back" in words_of(component(rows))


def test_a_number_in_a_withdrawal_is_not_a_value():
    rows = chain(50, 60, {"number": 99, "change_kind": "withdrawal"})

    assert step_chart(rows)["count"] == 2


def test_words_in_place_of_a_number_leave_a_gap():
    rows = chain(50, {"number": None}, 60, 70)

    [line] = wide(rows).lines

    assert line.path.count("M") == 2
    assert "gave in words" in words_of(component(rows))


def test_nothing_is_explained_that_is_not_drawn():
    text = words_of(component(chain(50, 60)))

    assert "cross" not in text
    assert "broken" not in text
    assert "range" not in text
    assert "in words" not in text


# Several sources


def test_each_source_has_a_line_a_letter_and_a_stroke_of_its_own():
    rows = [
        *chain(50, 60, start=1, cites=source(2, "Second in the register")),
        *chain(70, start=50, cites=source(1, "First in the register")),
    ]

    chart = step_chart(rows)

    assert [one.source.title for one in chart["series"]] == [
        "First in the register",
        "Second in the register",
    ]
    lines = chart["drawings"][0].lines
    assert [line.letter for line in lines] == ["A", "B"]
    assert [line.style for line in lines] == [1, 2]
    assert "A First in the register" in words_of(component(rows))


def test_one_source_needs_no_letter():
    [line] = wide(chain(50, 60)).lines

    assert line.key is None
    assert component(chain(50, 60)).find("ul") is None


def test_letters_of_lines_that_end_together_keep_apart():
    rows = [
        row
        for index in range(5)
        for row in chain(100, 100, start=index * 10, cites=source(index))
    ]

    for drawing in step_chart(rows)["drawings"]:
        keys = sorted(float(line.key.y) for line in drawing.lines)
        assert all(after - before >= KEY for before, after in pairwise(keys))
        assert keys[-1] + KEY <= drawing.height


# Words on the drawing


def crowd(count):
    return chain(*(1000 + (n * n * 37) % 400 + n * 20 for n in range(count)))


LONG = "a very long text that a source prints where others print a number"
CROWDS = {
    "two": chain(12, 14),
    "a hundred": crowd(100),
    "on one day": chain(10, 20, 30, 40, days=0),
    "rise and fall": chain(0, 100, 0, 100, 5, 95, 0),
    "equal": chain(7, 7, 7, 7),
    "long words": chain(*({"number": n, "as_published": LONG} for n in (5, 50, 4, 60))),
    "wide words": chain(*({"number": n, "as_published": "W" * 40} for n in (5, 50, 4))),
    "ranges": chain(
        *({"number": n, "upper_bound": Decimal(n + 30)} for n in (5, 50, 4, 60))
    ),
    "open ends": chain(
        *({"number": n, "qualifier": "at_least"} for n in (5, 50, 4, 60))
    ),
    "three sources": [
        *chain(5, 6, 7, start=1, cites=source(1)),
        *chain(7, 6, 5, start=20, cites=source(2)),
        *chain(6, 6, {"change_kind": "withdrawal"}, start=40, cites=source(3)),
    ],
}


def room(label, size=TYPE):
    """Return the box of a text, from descender to ascender."""
    width = text_width(label.words, size)
    left = float(label.x)
    if label.anchor == "end":
        left -= width
    if label.anchor == "middle":
        left -= width / 2
    return Box(left, float(label.y) - size + 3, left + width, float(label.y) + 3)


def shapes(drawing):
    """Return the box of every marker, label and straight line segment."""
    for line in drawing.lines:
        for shape in [
            *(marker.box for marker in line.markers),
            *(tick for marker in line.markers for tick in marker.ticks),
            *([line.key] if line.key else []),
        ]:
            x, y = float(shape.x), float(shape.y)
            yield Box(x, y, x + float(shape.width), y + float(shape.height))
        yield from pieces(line.path)


def pieces(path):
    for part in path.split("M")[1:]:
        start, *moves = part.replace("H", " H").replace("V", " V").split(" ")
        x, y = float(start), float(moves.pop(0))
        for move in moves:
            to_x = float(move[1:]) if move[0] == "H" else x
            to_y = float(move[1:]) if move[0] == "V" else y
            yield Box(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))
            x, y = to_x, to_y


@pytest.mark.parametrize("rows", CROWDS.values(), ids=CROWDS)
@pytest.mark.parametrize("index", range(len(WIDTHS)), ids=WIDTHS)
def test_words_cover_neither_each_other_nor_the_drawing(rows, index):
    drawing = step_chart(rows)["drawings"][index]

    labels = [room(label) for label in drawing.labels]
    dates = [room(label) for label in drawing.dates]
    for words in (labels, dates):
        for number, box in enumerate(words):
            assert not any(box.overlaps(other) for other in words[:number])
            assert box.left >= -0.01
            assert box.right <= drawing.width + 0.01
            assert box.top >= 0
    for label in labels:
        assert label.bottom <= drawing.base
        assert not any(label.overlaps(shape) for shape in shapes(drawing))


@pytest.mark.parametrize("rows", CROWDS.values(), ids=CROWDS)
def test_the_first_and_the_last_day_are_named(rows):
    for drawing in step_chart(rows)["drawings"]:
        assert drawing.dates
        assert len({date.words for date in drawing.dates}) == len(drawing.dates)


def test_the_newest_value_keeps_its_label_in_a_crowd():
    rows = crowd(100)

    for drawing in step_chart(rows)["drawings"]:
        assert rows[0].as_published in [label.words for label in drawing.labels]
    assert "Values without room for a label are in the list." in words_of(
        component(rows)
    )


def test_labels_are_as_published_and_cut_only_where_they_are_long():
    drawing = wide(chain({"number": 345, "as_published": "more than 345"}, 900))

    assert {label.words for label in drawing.labels} == {"more than 345", "900"}
    assert "without room" not in words_of(component(chain(345, 900)))
    long = wide(chain({"number": 345, "as_published": LONG}, 900))
    assert "a very long text that a…" in {label.words for label in long.labels}


def test_no_value_stands_between_a_label_and_its_own():
    """3,266 must not stand under the square of 3,100."""
    rows = [
        *chain(3266, 3400, start=1, days=2, cites=source(1)),
        *chain(3100, 3100, start=20, days=200, cites=source(2)),
    ]

    for drawing in step_chart(rows)["drawings"]:
        lines = {line.letter: line for line in drawing.lines}
        foot = float(lines["B"].markers[0].box.y)
        labels = {label.words: float(label.y) for label in drawing.labels}
        assert labels.get("3,266", 0) < foot


def test_in_a_crowd_only_marks_with_a_meaning_are_drawn():
    rows = crowd(100)
    rows[40].qualifier = "more_than"

    [line] = wide(rows).lines

    assert len(line.markers) == 2  # that one, and the newest
