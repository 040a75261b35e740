"""The same terms in the index and of what is typed."""

import pytest

from understanding.terms import english, exact_terms, fold, folded, spanish


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("MS-13", {"ms13"}),
        ("MS 13", {"ms13", "13"}),
        ("3,266 arrests", {"3266"}),
        ("1-877-247-4847", {"18772474847"}),
        ("EO 14159", {"eo14159", "14159"}),
        ("the F.B.I.", {"fbi"}),
        ("$1.2 million", {"1.2"}),
        ("287(g)", {"287g"}),
        ("co-lead", {"colead"}),
        ("plain words", set()),
    ],
)
def test_what_is_written_in_one_piece_is_known_without_its_signs(text, terms):
    assert set(exact_terms(text)) == terms


def test_words_have_stems_and_no_accents():
    assert english().analyze("Arrested ARRESTS") == ["arrest", "arrest"]
    assert folded().analyze("Señor, MS-13") == ["senor", "ms", "13"]
    assert spanish().analyze("detenidos") == spanish().analyze("detenido")
    assert fold("¿Qué?") == "¿que?"


@pytest.mark.parametrize(
    "text", ["", "\x00", "a" * 10_000, "\u202e\u200f", '"(*', "é中🙂"]
)
def test_odd_text_fails_nowhere(text):
    for analyzer in (english, folded, spanish):
        assert all(len(term) <= 40 for term in analyzer().analyze(text))
    assert all(len(term) <= 40 for term in exact_terms(text))
