"""A number is one number, however it is written."""

import pytest

from understanding.numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("3266", ["3266"]),
        ("3,266 arrests", ["3266"]),
        ("3.266", ["3266"]),
        ("3 266", ["3266"]),
        ("three thousand two hundred sixty-six", ["3266"]),
        ("200.6k", ["200600"]),
        ("$491k", ["491000"]),
        ("1.2 million pills", ["1200000"]),
        ("5m", ["5", "5000000"]),
        ("91 metric tons", ["91"]),
        ("99.5", ["99.5"]),
        ("1-888-373-7888", ["8883737888"]),
        ("(888) 373-7888", ["8883737888"]),
        ("888 373 7888", ["8883737888"]),
        ("18883737888", ["8883737888"]),
        ("MS-13", []),
        ("the one in charge", []),
        ("", []),
    ],
)
def test_number_is_read(text, digits):
    assert [each for number in numbers_in(text) for each in number.digits] == digits


def test_number_says_where_it_stands():
    (number,) = numbers_in("about 3,266 arrests")

    assert "about 3,266 arrests"[number.start : number.end] == "3,266"
