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


def syllables(word: str) -> int:
    letters = re.sub(r"[^a-z]", "", word.lower())
    if len(letters) <= 3:
        return 1
    if not letters.endswith("le"):
        letters = SILENT.sub("", letters)
    return max(1, len(VOWELS.findall(letters.removeprefix("y"))))


def grade(sentences: Iterable[str]) -> float:
    """Return the school grade of sentences taken together; 0 for none."""
    counted = [words(sentence) for sentence in sentences]
    total = sum(map(len, counted))
    if not total:
        return 0.0
    spoken = sum(syllables(word) for found in counted for word in found)
    return 0.39 * total / len(counted) + 11.8 * spoken / total - 15.59
