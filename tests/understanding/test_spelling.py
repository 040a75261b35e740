"""Words that nobody spells so are taken for what is near; sound ones are left alone."""

import pytest

from understanding.spelling import corrected, parts_of

KNOWN = {
    "fentanyl": 9,
    "homeland": 30,
    "security": 30,
    "task": 40,
    "force": 40,
    "trafficking": 12,
    "cartel": 5,
    "seized": 8,
    "reported": 6,
    "house": 3,
    "home": 7,
    "land": 1,
    "calling": 2,
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fentynal", "fentanyl"),
        ("fentanil", "fentanyl"),
        ("traficking", "trafficking"),
        ("siezed", "seized"),
        ("kartel", "cartel"),
        ("phentanyl", "fentanyl"),
        ("hoem", "home"),
        ("hose", "house"),
        # Sound words that are near to others:
        ("deported", ""),
        ("mouse", ""),
        ("killing", ""),
        ("cat", ""),
        ("hope", ""),
        ("hme", ""),
        ("ms13", ""),
        ("", ""),
    ],
)
def test_word_is_corrected_only_if_it_begins_alike(typed, meant):
    assert corrected(typed, KNOWN) == meant


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("homelandsecurity", ("homeland", "security")),
        ("taskforce", ("task", "force")),
        ("homelandsecuritytaskforce", ("homeland", "security", "task", "force")),
        ("fentanylpills", ()),
        ("homeland", ()),
        ("ab" * 100, ()),
    ],
)
def test_words_run_together_are_divided_into_as_few_as_possible(typed, parts):
    assert parts_of(typed, KNOWN) == parts


def test_agency_of_the_country_is_written_in_one_piece():
    known = {"marshals": 2, "house": 3}

    assert parts_of("usmarshals", known) == ("us", "marshals")
    assert parts_of("marshalsus", known) == ()


def test_word_with_another_end_is_another_word():
    assert corrected("governor", {"governed": 4}) == ""
    assert corrected("govrened", {"governed": 4}) == "governed"
