"""What words mean, as editors have taught it."""

import pytest

from understanding.meanings import known_meanings
from understanding.reading import language_of
from understanding.taught import Meaning

TAUGHT = (
    Meaning(("contacto", "contactar"), ("contact",), "es"),
    Meaning(("telefono",), ("contact",), "es"),
    Meaning(("media",), ("press",)),
)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (["contact"], "en"),
        (["press", "contact"], "en"),
        (["contactos"], "es"),
        (["telefono"], "es"),
        (["media", "contact"], "en"),
    ],
)
def test_word_of_the_site_is_not_spanish_for_its_stem(words, language):
    assert language_of(words, known_meanings(TAUGHT)) == language
