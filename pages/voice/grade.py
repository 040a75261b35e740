"""
The grade that sentences can be read at, by Flesch and Kincaid.

The libraries that count it bring a corpus or a hyphenation dictionary along; two rules
of English spelling come close enough for a limit.
"""

import re
from collections.abc import Iterable

from pages.voice.passages import words

SILENT = re.compile(r"(?:[^laeiouy]es|[^aeiouytd]ed|[^laeiouy]e)$")
VOWELS = re.compile(r"[aeiouy]{1,2}")


def syllables(word: str) -> list[str]:
    """Return the vowels of each syllable that is spoken; one syllable at least."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    if len(letters) <= 3:
        return [letters]
    if not letters.endswith("le"):
        letters = SILENT.sub("", letters)
    return VOWELS.findall(letters.removeprefix("y")) or [letters]


def grade(sentences: Iterable[str]) -> float:
    """Return the school grade of sentences taken together; 0 for none."""
    found = list(sentences)
    spoken = [word for sentence in found for word in words(sentence)]
    if not spoken:
        return 0.0
    parts = [part for word in spoken for part in syllables(word)]
    words_a_sentence = len(spoken) / len(found)
    return 0.39 * words_a_sentence + 11.8 * len(parts) / len(spoken) - 15.59
