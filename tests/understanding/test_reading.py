"""A text becomes things that are looked for, each in the ways the site may say it."""

import pytest

from understanding.small_words import asked_by
from understanding.taught import Meaning
from understanding.understanding import understand
from understanding.understood import Way

MEANINGS = (
    Meaning(("boss", "in charge"), ("leads",)),
    Meaning(("tip line",), ("report a crime",)),
    Meaning(("cuántos arrestos", "arresto"), ("arrests",), "es"),
)


class Known:
    """An index of a few words: by field, how many of a hundred entries have each."""

    def __init__(self):
        self.vocabulary = {"arrests": 9, "fentanyl": 8, "task": 50, "force": 50}
        self.fields = {
            "title": {"arrest": 9, "fentanyl": 8, "task": 50, "forc": 50, "lead": 2},
            "exact": {"ms13": 3, "3266": 1, "20.4": 1, "jtfa": 2},
            "title_words": {"14159": 1},
            "words": {"task": 50, "force": 50, "jtfa": 2},
        }

    def __len__(self):
        return 100

    def beginning_with(self, field, prefix, limit):
        found = self.vocabulary if field == "title_words" else {}
        return [each for each in found.items() if each[0].startswith(prefix)][:limit]

    def frequency(self, field, term):
        return self.fields.get(field, {}).get(term, 0)


@pytest.fixture
def meant(db):
    return lambda text, **options: understand(text, Known(), MEANINGS, **options)


def typed(understood):
    return [concept.typed for concept in understood.concepts]


def test_question_is_looked_for_without_its_small_words(meant):
    understood = meant("How many arrests were there?")

    assert typed(understood) == [("arrests",)]
    assert understood.asks == "how many"


def test_text_of_small_words_alone_is_looked_for_as_it_is(meant):
    assert typed(meant("who are they")) == [("who",), ("are",), ("they",)]


def test_meaning_of_several_words_is_one_thing(meant):
    (concept,) = meant("who is in charge").concepts

    assert concept.typed == ("in", "charge")
    assert Way(("lead",), 0.9) in concept.ways


@pytest.mark.parametrize("text", ["MS13", "ms-13", "MS 13", "m s thirteen"])
def test_name_in_one_piece_is_found_however_it_is_divided(meant, text):
    (concept,) = meant(text).concepts

    assert "ms13" in {way.exact for way in concept.ways}


def test_words_that_the_site_has_are_not_joined(meant):
    assert typed(meant("task force")) == [("task",), ("force",)]


@pytest.mark.parametrize(
    ("text", "exact"),
    [("3,266", "3266"), ("3.266 arrests", "3266"), ("20.4 kilos", "20.4")],
)
def test_number_is_looked_for_by_its_digits(meant, text, exact):
    first, *_others = meant(text).concepts

    assert exact in {way.exact for way in first.ways}


def test_misspelled_word_is_corrected_unless_it_is_meant(meant):
    assert meant("fentynal arrests").corrected == "fentanyl arrests"
    exactly = meant("fentynal arrests", as_typed=True)
    assert (exactly.corrected, typed(exactly)[0]) == ("", ("fentynal",))


def test_beginning_of_the_last_word_is_enough(meant):
    understood = meant("fenta")

    assert understood.corrected == ""
    assert ("fentanyl",) in {way.stems for way in understood.concepts[0].ways}


def test_rare_word_tells_more_than_a_common_one(meant):
    arrests, task = meant("arrests task").concepts

    assert arrests.weight > task.weight


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("cuantos arrestos", "es"),
        ("me siguen", "es"),
        ("el paso arrests", "en"),
        ("arrests", "en"),
    ],
)
def test_language_of_the_words(meant, text, language):
    assert meant(text).language == language


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("who leads it", "who"),
        ("so how many people", "how many"),
        ("how long", "how many"),
        ("quien es", "who"),
        ("arrests", ""),
    ],
)
def test_question_word_is_told_in_english(words, asks):
    assert asked_by(words.split()) == asks


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("10/23/25", "october 23 2025"),
        ("2025-10-23", "october 23 2025"),
        ("Oct 23rd", "october 23"),
        ("jan '26", "january 2026"),
        ("99/98/25", "99 98 25"),
    ],
)
def test_day_is_told_in_the_words_of_the_site(meant, text, words):
    assert [word for part in typed(meant(text)) for word in part] == words.split()


def test_words_said_again_and_again_are_looked_for_once(meant):
    assert typed(meant("fentanyl " * 20)) == [("fentanyl",)]
    assert typed(meant("a " * 99)) == [("a",)]
    assert len(meant(" ".join(f"w{n}x" for n in range(60))).concepts) == 16


@pytest.mark.parametrize(
    "text",
    ["", "'", '"', "\x00", "\ud800", "a" * 10_000, "\u202e", "AND OR (", "-" * 300],
)
def test_any_text_is_understood(meant, text):
    assert len(meant(text).query) <= 200


def test_without_an_index_words_are_understood_as_they_are(db):
    understood = understand("being followed", None)

    assert understood.distress == ("emergency",)
    assert typed(understood) == [("followed",)]
