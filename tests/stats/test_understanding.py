"""One value, or none: what a whole wording states."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given, strategies as st

from stats.admin.observation_form import follow_from
from stats.models import Observation, Statistic
from stats.models.checks import wording_errors
from stats.wording.understanding import NotStated, Stated, understand
from tests.stats.wordings import ABOUT, NO_VALUE, ONE_VALUE, TWO_READINGS


@pytest.mark.parametrize(("wording", "number", "degree", "things"), ONE_VALUE)
def test_wording_that_is_understood_whole_is_one_value(wording, number, degree, things):
    low, upper = number if isinstance(number, tuple) else (number, None)

    stated = understand(wording, ABOUT)

    assert isinstance(stated, Stated), stated
    assert stated.numbers == (Decimal(low),)
    assert stated.upper == (upper and Decimal(upper))
    assert stated.degree == degree
    assert ", ".join(sorted(stated.things)) == things


@pytest.mark.parametrize(("wording", "left_over"), NO_VALUE)
def test_wording_that_is_not_understood_whole_is_no_number(wording, left_over):
    stated = understand(wording, ABOUT)

    assert isinstance(stated, NotStated), stated
    if left_over is not None:
        assert stated.left_over == left_over


@pytest.mark.parametrize(("wording", "numbers"), TWO_READINGS)
def test_letters_that_allow_two_numbers_leave_the_choice_to_a_person(wording, numbers):
    stated = understand(wording, ABOUT)

    assert stated.numbers == tuple(map(Decimal, numbers))
    assert follow_from(wording, ABOUT)["number"] is None


def test_table_is_large_and_says_nothing_twice():
    wordings = [row[0] for row in [*ONE_VALUE, *TWO_READINGS, *NO_VALUE]]

    assert len(wordings) == len(set(wordings)) > 250


# The rules of the table once more, for the wordings that are made up below: written
# without a look at how the site reads them.
LEADS = {
    "": "exactly",
    "more than ": "more_than",
    "over ": "more_than",
    "at least ": "at_least",
    "nearly ": "nearly",
    "about ": "about",
}
SCALES = {
    "": 1,
    "k": 10**3,
    "K": 10**3,
    "M": 10**6,
    "B": 10**9,
    " thousand": 10**3,
    " million": 10**6,
    " billion": 10**9,
}
ONLY_MONEY = {
    "m": 10**6,
    "mm": 10**6,
    "MM": 10**6,
    "b": 10**9,
}  # else meters, or unclear
TAILS = {"": "", "+": "at_least", " arrests": "", " pounds": ""}
RULE = re.compile(
    rf"(?i:{'|'.join(LEADS)})"
    r"(?P<sign>[$-]?)"
    r"(?P<whole>0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*)"
    r"(?P<part>(?:\.[0-9]+)?)"
    r"(?P<scale>(?:MM|mm|[kKMBmb]|(?i: thousand| [mb]illion))?)"
    r"\+?(?i: arrests?| arrested| pounds?)?",
    re.ASCII,
)


def by_the_rules(wording):
    """Return the number in a wording, or None."""
    match = RULE.fullmatch(re.sub(" +", " ", wording.strip(" ")))
    if not match:
        return None
    scale = match["scale"]
    if len(match["part"]) == len(".067") and not scale:
        return None  # a thousand in half of Europe
    if scale in ONLY_MONEY and match["sign"] != "$":
        return None
    factor = ({**SCALES, **ONLY_MONEY}).get(scale) or SCALES[scale.lower()]
    number = Decimal(match["whole"].replace(",", "") + match["part"]) * factor
    if number != round(number, 2) or number >= 10**13:
        return None  # not kept as it is written
    if match["sign"] == "-":
        return -number or None
    return number


@st.composite
def wordings(draw):
    """Return a valid wording with one typo: an extra, missing or wrong key."""
    number = draw(st.integers(0, 10**9) | st.integers(0, 9999))
    digits = draw(st.sampled_from(["{:,}", "{}"])).format(number)
    part = draw(st.sampled_from(["", "", ".5", ".25", ".125"]))
    wording = "".join(
        [
            draw(st.sampled_from([*LEADS])),
            draw(st.sampled_from(["", "$"])),
            digits + part,
            draw(st.sampled_from([*SCALES])),
            draw(st.sampled_from([*TAILS])),
        ]
    )
    place = draw(st.integers(0, len(wording)))
    key = draw(st.sampled_from([*"0123456789,.OolIkKmMbB$+-'/ \u0661\uff11\u200b"]))
    return draw(
        st.sampled_from(
            [
                wording,
                wording[:place] + key + wording[place:],
                wording[:place] + wording[place + 1 :],
                wording[:place] + key + wording[place + 1 :],
            ]
        )
    )


# A range, which the rules above do not know; it has lines in the table.
RANGE = re.compile(r"[0-9kMmBb]-\$?[0-9]")


@given(wordings())
@example("10,67")
@example("3,3O1")
@example("1.067")
def test_no_wording_has_another_number_than_the_rules_give(wording):
    number = follow_from(wording, "arrests pounds")["number"]

    expected = by_the_rules(wording)
    if expected is None and RANGE.search(wording):
        return
    assert number == expected


@given(
    wordings() | st.text(max_size=40),
    st.decimals(-(10**6), 10**6, places=2) | st.integers(0, 10**6),
)
@example("10,67", 1067)
@example("5", -5)
@example("20 to 30", 30)
def test_no_number_is_saved_beside_a_wording_that_says_another(wording, number):
    value = Observation(
        statistic=Statistic(unit="arrests", label="Arrests"),
        as_published=wording,
        number=Decimal(number),
    )

    errors = wording_errors(value)

    stated = understand(wording, "arrests Arrests")
    is_said = isinstance(stated, Stated) and number in stated.numbers
    assert is_said or errors.keys() == {"number"}
