"""Digits that are said one after the other are one number."""

import pytest

from understanding.spoken_digits import with_digits


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("one four one five nine", "14159"),
        ("Ten sixty-seven guns", "1067 guns"),
        ("thirty two sixty six arrests", "3266 arrests"),
        ("call nine one one", "call 911"),
        ("nine oh two one oh", "90210"),
    ],
)
def test_row_of_digits_is_a_number(said, number):
    assert with_digits(said) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "thirty two",
        "the one in charge",
        "one in three",
        "three thousand two hundred sixty six",
        "two hundred thousand pounds",
        "one hundred twenty one",
        "fifteen year old",
        "someone ten",
    ],
)
def test_other_numbers_in_words_are_left(text):
    assert with_digits(text) == text
