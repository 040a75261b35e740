"""What people call a thing, and what the site calls it: as editors have taught it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from understanding.small_words import SMALL
from understanding.taught import Meaning
from understanding.tidying import stem, tidied, typed_words

MOST_WORDS = 8  # of what people type for one thing
LANGUAGES = {"en": "english", "es": "spanish"}
Stems = tuple[str, ...]


class Meant(NamedTuple):
    """Words of the site for `length` words, and the language of those."""

    length: int
    means: tuple[Stems, ...]
    language: str


@dataclass(frozen=True)
class KnownMeanings:
    """
    All meanings by the stems of what people type; `words`: all of those words.

    `of_the_site`: the English words that are meant.
    """

    by_stems: Mapping[str, Mapping[Stems, tuple[Stems, ...]]]
    words: frozenset[str] = field(default_factory=frozenset)
    of_the_site: frozenset[str] = field(default_factory=frozenset)

    def at(self, words: Sequence[str], start: int) -> Meant | None:
        """Return the longest meaning that begins at a word."""
        longest = min(MOST_WORDS, len(words) - start)
        for length in range(longest, 0, -1):
            part = words[start : start + length]
            for language, known in self.by_stems.items():
                key = stems_of(part, language)
                if key in known:
                    return Meant(length, known[key], language)
        return None


@lru_cache(maxsize=2)
def known_meanings(meanings: tuple[Meaning, ...]) -> KnownMeanings:
    """Return all meanings as they are looked up; made once for each set of them."""
    by_stems: dict[str, dict[Stems, tuple[Stems, ...]]] = {"en": {}, "es": {}}
    all_words: set[str] = set()
    of_the_site: set[str] = set()
    for each in meanings:
        sides = [telling(words_of(phrase)) for phrase in each.means]
        means = tuple(stems_of(words, "en") for words in sides)
        of_the_site.update(word for words in sides for word in words)
        known = by_stems[each.language if each.language in LANGUAGES else "en"]
        for phrase in each.typed:
            words = words_of(phrase)
            all_words.update(words)
            if key := stems_of(words, each.language):
                known[key] = tuple(dict.fromkeys((*known.get(key, ()), *means)))
    return KnownMeanings(by_stems, frozenset(all_words), frozenset(of_the_site))


def telling(words: Sequence[str]) -> Sequence[str]:
    return [word for word in words if word not in SMALL] or words


def words_of(phrase: str) -> list[str]:
    return [word.folded for word in typed_words(tidied(phrase))]


def stems_of(words: Iterable[str], language: str) -> Stems:
    return tuple(stem(word, LANGUAGES.get(language, "english")) for word in words)
