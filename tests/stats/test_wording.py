"""Reading the numbers in the words of a source."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, strategies as st

from stats.wording.exactness import fits
from stats.wording.numbers import as_range, read
from stats.wording.understanding import NotStated, understand

FIXTURES = Path(__file__).parents[2] / "fixtures"
ONE_NUMBER = [
    ("more than 345", "345", ("more_than",)),
    ("over 1,000 in the 1990s", "1000", ("more_than",)),
    ("$1.2 million", "1200000", ()),
    ("91 metric tons", "91", ()),
    ("nearly 3,000", "3000", ("nearly",)),
    ("twenty-nine", "29", ()),
    ("Twenty-plus", "20", ("at_least",)),
    ("8500+", "8500", ("at_least",)),
    ("300 or more", "300", ("at_least",)),
    ("no fewer than 30", "30", ("at_least",)),
    ("no more than 30", "30", (None,)),
    ("up to 500", "500", (None,)),
    ("more than an estimated 300", "300", ("more_than", "about")),
    ("200.6k", "200600", ()),
    ("approximately two million", "2000000", ("about",)),
    ("more than a million dollars", "1000000", ("more_than",)),
    ("half a million", "500000", ()),
    ("one hundred and five", "105", ()),
    ("two hundred thousand", "200000", ()),
    ("one million two hundred thousand", "1200000", ()),
    ("three dozen", "36", ()),
    ("minus five", "-5", ()),
    ("-5", "-5", ()),
    ("47 members of MS-13, on the 21st", "47", ()),
    ("one of 30", "30", ()),
]


@pytest.mark.parametrize(("wording", "number", "degrees"), ONE_NUMBER)
def test_number_is_read_with_how_exact_it_is(wording, number, degrees):
    (found,) = read(wording)

    assert found.readings == (Decimal(number),)
    assert found.degrees == degrees


@pytest.mark.parametrize(
    "wording",
    [
        "",
        "hundreds of personnel",
        "several hundred",
        "tens of thousands",
        "a man",
        "24/7",
        "10-20-2025",
        "2025-01-20",
        "1.000.000",
        "the 18th",
        "no one",
        "two-thirds",
        "a third of 300",
        "two and a half million",
    ],
)
def test_nothing_is_read_where_no_plain_number_stands(wording):
    assert read(wording) == []


@pytest.mark.parametrize(
    ("wording", "low", "high"),
    [
        ("around $215M\N{EN DASH}$250M", 215_000_000, 250_000_000),
        ("$3-5 million", 3_000_000, 5_000_000),
        ("between 20 and 30", 20, 30),
        ("between five thousand and six thousand", 5000, 6000),
        ("20 to 30", 20, 30),
    ],
)
def test_range_is_read(wording, low, high):
    span = as_range(wording, read(wording))

    assert span
    assert (span.low.readings, span.high.readings) == ((low,), (high,))


@pytest.mark.parametrize("wording", ["30 forces and 29 offices", "30 to 20", "30"])
def test_two_numbers_are_not_always_a_range(wording):
    assert as_range(wording, read(wording)) is None


def test_letters_that_allow_two_numbers_give_both():
    (found,) = read("5m")

    assert found.readings == (5, 5_000_000)


@given(st.integers(0, 10**12), st.sampled_from(["{:,}", "{}"]))
def test_every_whole_number_is_read_as_itself(number, style):
    (found,) = read(f"about {style.format(number)} arrests")

    assert found.readings == (number,)
    assert found.degrees == ("about",)


@given(st.decimals(0, 999, places=2), st.sampled_from(["million", "thousand", "k"]))
def test_scale_multiplies_without_a_rounding_error(mantissa, scale):
    factor = {"million": 10**6, "thousand": 1000, "k": 1000}[scale]
    gap = "" if scale == "k" else " "

    (found,) = read(f"${mantissa}{gap}{scale}")

    assert found.readings == (mantissa * factor,)


@given(st.text(max_size=120))
def test_any_text_can_be_read(text):
    for found in read(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.readings


def test_what_the_site_says_today_agrees_with_its_numbers():
    values = yaml.safe_load((FIXTURES / "observations.yaml").read_text())
    statistics = yaml.safe_load((FIXTURES / "statistics.yaml").read_text())
    about = {row["key"]: f"{row.get('unit', '')} {row['label']}" for row in statistics}

    assert values
    for value in values:
        stated = understand(value["as_published"], about[value["statistic"]])
        if value.get("number") is None:
            assert isinstance(stated, NotStated), value["key"]
            continue
        upper = value.get("upper_bound")
        assert value["number"] in stated.numbers, value["key"]
        assert upper == stated.upper, value["key"]
        assert fits(value["qualifier"], stated.degrees), value["key"]
