"""Cells that a spreadsheet would take for a formula."""

import pytest
from hypothesis import given, strategies as st

from core.csv_cells import guard, unguard

FORMULAS = [
    "=1+1",
    "+1 202-555-0100",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\nx",
    "  =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(A1)",
    " \uff1d1",
]
PLAIN = ["", "words", "1+1", "(202) 555-0100", "'quoted'", "a=b", "O'Example"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_formula_is_marked_as_text(formula):
    assert guard(formula) == f"'{formula}"


@pytest.mark.parametrize("words", PLAIN)
def test_other_words_stay_as_they_are(words):
    assert guard(words) == words
    assert unguard(words) == words


@pytest.mark.parametrize("words", [*FORMULAS, *PLAIN, "'=1", "''=1", "' =1", "'"])
def test_mark_comes_off_again(words):
    assert unguard(guard(words)) == words


@given(st.text(alphabet="'=+-@ \t\r\n\u200b\uff1dab", max_size=8))
def test_any_words_survive_the_way_there_and_back(words):
    assert unguard(guard(words)) == words
    assert guard(words)[:1] not in set("=+-@\t\r\n\uff1d")
