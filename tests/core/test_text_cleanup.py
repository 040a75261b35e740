"""What is kept of a typed or pasted text, and what is not a value at all."""

import pytest
from hypothesis import given, strategies as st

from core.text_cleanup import artifact, bare, one_line, tidied


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("desk\u200b@example.org", "desk@example.org"),
        ("\ufeffdesk", "desk"),
        ("\u200e1/31/2026\u200e", "1/31/2026"),
        ("El\u00a0Paso", "El Paso"),
        ("El\u202fPaso\u3000", "El Paso"),
        ("co\u00adoperation", "cooperation"),
        ("a\x00b\x92c\x1bd", "abcd"),
        ("one\r\ntwo\u2028three\x0bfour\x85five", "one\ntwo\nthree\nfour\nfive"),
        ("\u202egnp.exe", "gnp.exe"),
        ("“quoted” — words", "“quoted” — words"),
        ("Peña Núñez", "Peña Núñez"),
        ("👩\u200d🚒", "👩\u200d🚒"),  # a firefighter, of two signs that are joined
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("a\u200db", "ab"),
    ],
)
def test_what_nobody_sees_is_not_kept(typed, kept):
    assert tidied(typed) == kept


@given(st.text(max_size=30))
def test_tidied_text_stays_as_it_is(text):
    assert tidied(tidied(text)) == tidied(text)
    assert one_line(one_line(text)) == one_line(text)
    assert "\n" not in one_line(text)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("'02108", "02108"), ("“02108”", "02108"), ("\u2018 02108", "02108"), ("", "")],
)
def test_marks_around_a_code_are_no_part_of_it(typed, code):
    assert bare(typed) == code


@pytest.mark.parametrize(
    "words",
    [
        *("#N/A", "#REF!", "#DIV/0!", "#NAME?", "#value!", "Err:502", "##", "########"),
        *("nan", "NaN", "NULL", "None", "n/a", "TRUE", "false"),
        *("5.55012E+09", "1.0E+10", "1E+05", "2.02555e9", "2,02555E+9", "-1.5E-3"),
        *("5-Sep", "12-Mar", "9-May-26", "Mar-12", "sep-05"),
    ],
)
def test_what_a_program_puts_in_the_place_of_a_value_is_named(words):
    assert f"“{words}”" in artifact(words)


@pytest.mark.parametrize(
    "words",
    [
        *("", "#1 Example Plaza", "Banning", "National", "Nantucket", "None stated"),
        *("Suite 5E2", "5E2", "1-2", "9-5", "9 a.m.-5 p.m.", "Sept. 5", "May", "12E"),
        *("202-555-0100", "True North", "N/A-12", "e-mail", "E+", "fbi-mar-12"),
    ],
)
def test_words_that_only_look_a_little_like_that_are_kept(words):
    assert artifact(words) == ""
