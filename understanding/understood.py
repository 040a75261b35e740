"""What a text means, as far as words tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from understanding.dates import MONTHS
from understanding.small_words import OF_THE_SITE, SMALL
from understanding.tidying import stem, tidied, typed_words


class Way(NamedTuple):
    """
    One way in which the site may say a thing: all of the stems, in any order.

    `factor`: how sure it is, 1 for the word itself. `exact`: what is written in one
    piece, as the index holds it besides, such as "ms13" and "3266".
    """

    stems: tuple[str, ...]
    factor: float = 1.0
    exact: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is looked for, in the folded words of the reader."""

    typed: tuple[str, ...]
    ways: tuple[Way, ...]
    weight: float = 1.0

    @property
    def telling(self) -> tuple[str, ...]:
        """Return its words without small ones, if it has others."""
        return tuple(each for each in self.typed if each not in SMALL) or self.typed


@dataclass(frozen=True)
class Understood:
    """`asks`: the question word in English, such as "who" or "how many"."""

    query: str
    concepts: tuple[Concept, ...] = ()
    corrected: str = ""
    language: str = "en"
    asks: str = ""
    distress: tuple[str, ...] = ()
    place: str = ""

    @cached_property
    def of_the_site(self) -> frozenset[str]:
        """Return the stems of what is said all over the site."""
        return frozenset(
            each
            for concept in self.concepts
            if OF_THE_SITE.issuperset(concept.typed)
            for each in concept.ways[0].stems
        )

    @property
    def is_dated(self) -> bool:
        """Return whether it names a day."""
        typed = {word for each in self.concepts for word in each.typed}
        return any(word.isdigit() for word in typed) and not typed.isdisjoint(MONTHS)

    def is_just(self, phrases: Sequence[str]) -> bool:
        """Return whether nothing else is asked than one of the phrases."""
        asked = asked_stems(word for each in self.concepts for word in each.typed)
        return any(
            asked == asked_stems(word.folded for word in typed_words(tidied(phrase)))
            for phrase in phrases
        )


def asked_stems(words: Iterable[str]) -> set[str]:
    """Return the stems of words; without small ones if there are others."""
    found = list(words)
    return {stem(word) for word in found if word not in SMALL} or set(map(stem, found))
