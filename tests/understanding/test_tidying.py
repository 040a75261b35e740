"""Whatever is typed becomes a short line of words."""

import pytest

from understanding.tidying import MAX_LENGTH, stem, tidied, typed_words


def folded(text):
    return [word.folded for word in typed_words(tidied(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Who\u2019s in charge?", ["who", "in", "charge"]),
        ("the agents' cars", ["the", "agents", "cars"]),
        ("don't", ["dont"]),
        ("F.B.I. in the U.S.", ["fbi", "in", "the", "us"]),
        ("Peña Nieto, José", ["pena", "nieto", "jose"]),
        ("\uff26\uff22\uff29\u3000tips", ["fbi", "tips"]),
        ("fen\u00adta\u200bnyl", ["fentanyl"]),
        ("a\x00b\nc", ["a", "b", "c"]),
        ("\u202ehelp\u202c", ["help"]),
        ("MS-13", ["ms", "13"]),
        ("'", []),
        ('"" AND (title:x^2 OR *)~', ["and", "title", "x", "2", "or"]),
        ("\ud800", []),
        (
            "\u0645\u0633\u0627\u0639\u062f\u0629",
            ["\u0645\u0633\u0627\u0639\u062f\u0629"],
        ),
    ],
)
def test_words_are_compared_without_signs_and_accents(text, words):
    assert folded(text) == words


def test_long_text_is_cut():
    assert len(tidied("x" * 10_000)) == MAX_LENGTH
    assert len(tidied("\ufdfa" * 10_000)) == MAX_LENGTH  # eighteen letters in one


@pytest.mark.parametrize(
    ("one", "other"),
    [("arrests", "arrested"), ("traffickers", "trafficker"), ("agencies", "agency")],
)
def test_forms_of_a_word_have_one_stem(one, other):
    assert stem(one) == stem(other)
