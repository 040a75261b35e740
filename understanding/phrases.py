"""
Phrases as people say them, in a short notation, and whether a text has one.

"kill|hurt myself": either word, then the other. "my son * missing": up to five words
between. "suicid~": every word that begins so. "=sos": the whole text. "hotel & girl &
!booked": both anywhere in the text, in any order, and without the last. Letters are
small and without accents, apostrophes are left out.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from understanding.small_words import SMALL

SMALL_TELLS = 50  # as many others, in how often a text has it
GAP = r"(?: [^ ]+){0,5}"


class PhrasePart(NamedTuple):
    """
    Words of a phrase that stand together.

    `needs`: of each, the text must have a word, which is quick to see. `pattern`: how
    they follow each other; None if a single word is all.
    """

    needs: tuple[frozenset[str], ...]
    pattern: re.Pattern[str] | None
    is_unwanted: bool = False

    def fits(self, text: str, words: frozenset[str]) -> bool:
        is_there = not any(map(words.isdisjoint, self.needs)) and (
            self.pattern is None or bool(self.pattern.search(text))
        )
        return is_there is not self.is_unwanted


@lru_cache(maxsize=4_000)
def compiled(phrase: str) -> tuple[PhrasePart, ...]:
    """Compile a phrase of the site or of its editors, never what somebody typed."""
    return tuple(part_of(part) for part in phrase.split(" & "))


def part_of(phrase: str) -> PhrasePart:
    is_unwanted = phrase.startswith("!")
    groups = [group.split("|") for group in phrase.lstrip("!=").split()]
    plain = [each for each in groups if each != ["*"] and "~" not in "".join(each)]
    is_one_word = len(groups) == 1 and bool(plain) and not phrase.startswith("=")
    return PhrasePart(
        tuple(map(frozenset, plain)),
        None if is_one_word else pattern(groups, is_whole=phrase.startswith("=")),
        is_unwanted,
    )


def pattern(groups: Sequence[Sequence[str]], *, is_whole: bool) -> re.Pattern[str]:
    """Compile groups of words for a text of folded words between single spaces."""
    parts = []
    for group in groups:
        each = [
            re.escape(one.rstrip("~")) + ("[^ ]*" if one.endswith("~") else "")
            for one in group
        ]
        parts.append(GAP if group == ["*"] else f" (?:{'|'.join(each)})")
    both = ("^", " $") if is_whole else ("", "(?= )")
    return re.compile("".join(parts).join(both) if parts else "(?!)")


def as_text(words: Iterable[str]) -> str:
    """Return folded words as phrases are looked for in them."""
    return f" {' '.join(words)} "


def commonness(words: frozenset[str]) -> int:
    """Return about how often a text has one of the words."""
    return len(words) + SMALL_TELLS * len(words & SMALL)


class PhraseList:
    """Many phrases, of which a text is compared with those whose words it has."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.by_word: dict[str, list[tuple[PhrasePart, ...]]] = {}
        self.others: list[tuple[PhrasePart, ...]] = []  # "suicid~"
        for parts in map(compiled, phrases):
            wanted = [part.needs for part in parts if not part.is_unwanted]
            sets = [each for needs in wanted for each in needs]
            needed = min(sets, key=commonness, default=frozenset())
            for word in needed:
                self.by_word.setdefault(word, []).append(parts)
            if not needed:
                self.others.append(parts)

    def has_one_in(self, text: str) -> bool:
        words = frozenset(text.split())
        known = (self.by_word.get(word, ()) for word in words)
        return any(
            all(part.fits(text, words) for part in parts)
            for parts in chain(chain.from_iterable(known), self.others)
        )


def has_any(text: str, phrases: Sequence[str]) -> bool:
    words = frozenset(text.split())
    return any(
        all(part.fits(text, words) for part in compiled(phrase)) for phrase in phrases
    )
