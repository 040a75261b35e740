"""Bars that compare what several sources say."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from stats.charts.bars import bars
from tests.drawings import render


def observation(number, qualifier="exactly", upper_bound=None, words="as printed"):
    return SimpleNamespace(
        number=None if number is None else Decimal(number),
        qualifier=qualifier,
        upper_bound=None if upper_bound is None else Decimal(upper_bound),
        as_published=words,
        source=SimpleNamespace(title="A report"),
    )


def component(*observations):
    return render("bars", observations=observations)


def reach(bar):
    ends = [
        float(bar["width"]) + float(bar["range_width"] or 0),
        *map(float, bar["ticks"]),
    ]
    return max(ends)


def test_bars_start_at_zero_and_share_one_scale():
    longer, shorter = bars([observation(3000), observation(1500)])["bars"]

    assert float(longer["width"]) == 2 * float(shorter["width"])


@pytest.mark.parametrize("qualifier", ["more_than", "at_least"])
def test_an_open_end_is_drawn_for_more_than(qualifier):
    chart = bars([observation(3266), observation(3000, qualifier)])

    exact, open_ended = chart["bars"]
    assert chart["has_open"]
    assert exact["ticks"] == []
    assert len(open_ended["ticks"]) == 3


@pytest.mark.parametrize("qualifier", ["exactly", "about", "nearly"])
def test_other_ends_are_whole(qualifier):
    chart = bars([observation(3266), observation(3000, qualifier)])

    assert not chart["has_open"]


def test_a_range_reaches_to_its_upper_bound():
    chart = bars([observation(10, upper_bound=20), observation(5)])

    wide, plain = chart["bars"]
    assert chart["has_range"]
    assert wide["range_width"] == wide["width"]
    assert plain["range_width"] == ""


def test_an_open_end_stands_behind_the_range():
    wide, _ = bars([observation(10, "at_least", 20), observation(5)])["bars"]

    assert float(wide["ticks"][0]) > float(wide["width"]) + float(wide["range_width"])


@pytest.mark.parametrize(
    "numbers", [[0, 7], ["0.01", "9999999999999.99"], [10**15, 1], ["2.5", "7.25"]]
)
def test_every_bar_ends_on_the_drawing(numbers):
    chart = bars([observation(number, "more_than") for number in numbers])

    assert len(chart["bars"]) == 2
    assert all(0 <= reach(bar) <= 100 for bar in chart["bars"])


@pytest.mark.parametrize(
    "observations",
    [
        [],
        [observation(5)],
        [observation(5), observation(None)],
        [observation(5), observation(-5)],
        [observation(0)] * 2,
    ],
)
def test_there_is_nothing_to_compare_without_two_numbers(observations):
    assert bars(observations) is None
    assert component(*observations) is None


def test_each_bar_stands_beside_its_source_and_value_as_published():
    figure = component(
        observation(3266), observation(3000, "more_than", words="3,000+")
    )

    text = " ".join("".join(figure.itertext()).split())
    assert text.count("A report") == 2
    assert "3,000+" in text
    assert [data.get("value") for data in figure.iter("data")] == ["3266", "3000"]
    assert [(svg.get("role"), svg.get("aria-label")) for svg in figure.iter("svg")] == [
        ("img", "Bar"),
        ("img", "Bar with a broken end"),
    ]


def test_only_what_is_drawn_is_explained():
    plain = "".join(component(observation(1), observation(2)).itertext())
    open_ended = "".join(
        component(observation(1, "at_least"), observation(2)).itertext()
    )

    assert "broken end" not in plain
    assert "broken end" in open_ended
    assert "outlined" not in open_ended
