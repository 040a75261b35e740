"""Words that name a place lead to the finder, if all else asks whom to call there."""

import pytest

from finder.outcomes import DidYouMean
from tests.regions.places import make_places
from understanding.place_in_a_story import place_told
from understanding.place_words import cores, guessed, place_in
from understanding.tidying import joined_letters

# Words of titles of the site, as an index would know them.
OF_THE_SITE = {
    "ice",
    "charter",
    "14159",
    "new",
    "orleans",
    "task",
    "force",
    "warren",
    "fentanyl",
}


@pytest.fixture(autouse=True)
def places(db):
    make_places()


def found(text, taught=frozenset()):
    return place_in(text.split(), OF_THE_SITE.__contains__, taught)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("texas", "texas"),
        ("houston", "houston"),
        ("houston tx", "houston tx"),
        ("77002", "77002"),
        ("who do i call in el paso", "el paso"),
        ("whats the phone number for the office in houston", "houston"),
        ("oficina cerca de houston", "houston"),
        ("new orleans", "new orleans"),
        ("webb county texas", "webb county texas"),
        ("masachusetts", "Massachusetts"),
    ],
)
def test_place_is_found_among_words_that_ask_whom_to_call(text, place):
    assert found(text) == place


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ice",
        "charter",
        "arrests in houston",
        "fentanyl texas",
        "eo 14159",
        "14159",
        "who leads it",
        "27000 pounds",
        "is this real",
        "houston " * 30,
    ],
)
def test_other_subject_is_no_place(text):
    assert found(text) == ""


def test_word_with_a_meaning_is_no_place():
    assert found("boss") == ""
    assert found("surprise") == "surprise"
    assert found("surprise", taught={"surprise"}) == ""


def test_town_whose_name_is_a_word_of_the_site_has_to_be_large():
    assert found("warren") == "warren"
    assert place_in(["fairfax"], lambda word: True) == ""


def test_letters_that_are_spelled_are_one_word():
    assert joined_letters(["the", "f", "b", "i", "in"]) == ["the", "fbi", "in"]


def test_small_words_may_belong_to_a_name():
    assert cores(["call", "in", "el", "paso"]) == ["el paso", "paso"]


def test_word_that_is_nearer_to_one_of_the_site_is_no_place(monkeypatch):
    landing = type("Landing", (), {"name": "Landing, New Jersey"})
    monkeypatch.setattr(
        "understanding.place_words.look_up",
        lambda text: DidYouMean(text, (landing,)),
    )

    def near(corrected):
        return guessed(["laundring"], lambda word: False, corrected)

    assert near(lambda word: "laundering") == ""
    assert near(lambda word: "") == "Landing, New Jersey"
    assert near(lambda word: "landing") == "Landing, New Jersey"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("who covers el paso and houston", "el paso"),
        ("im a deputy in texas is there anything near houston", "houston texas"),
        ("i live in el paso texas who handles this", "el paso texas"),
        ("police in rural texas need a number", "rural texas"),
    ],
)
def test_place_in_what_somebody_tells_is_heard(text, place):
    assert place_told(text.split(), OF_THE_SITE.__contains__) == place


@pytest.mark.parametrize(
    "text",
    [
        "how many arrests near houston",
        "guns seized in houston",
        "who leads the work in general",
        "who covers me",
        "who covers the navajo nation",
        "in nowhere " * 30 + "in houston who do i call",
    ],
)
def test_nothing_else_that_is_told_is_a_place(text):
    assert place_told(text.split(), OF_THE_SITE.__contains__) == ""
