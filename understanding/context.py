"""Where in a text the words stand that were looked for."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from understanding.small_words import ASKING, SMALL
from understanding.terms import fold
from understanding.tidying import stem
from understanding.understood import Concept

WIDTH = 180  # characters around the first word
SHORT = 40  # characters of what is hardly a sentence
MOST_KEPT = 600  # texts
SMALL_STEMS = frozenset(map(stem, SMALL | ASKING))
Context = tuple[tuple[str, bool], ...]


@lru_cache(maxsize=MOST_KEPT)
def folded_text(text: str) -> str:
    return fold(text)


@lru_cache(maxsize=2_000)
def beginning(stems: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(stems)}")


def begins(text: str, stem_of_word: str) -> bool:
    """Return whether a word of a folded text begins with a stem."""
    # "families" and "family" have the stem "famili".
    start = stem_of_word[:-1] if stem_of_word.endswith("i") else stem_of_word
    return start in text and bool(beginning(start).search(text))


@lru_cache(maxsize=500)
def row_of(stems: tuple[str, ...]) -> re.Pattern[str]:
    """Compile words with these stems, one after the other."""
    words = (rf"\b{re.escape(each.removesuffix('i'))}\w*" for each in stems)
    return re.compile(r"\W+(?:(?:of|the|and|in|for|a)\W+)?".join(words))


def stand_together(text: str, stems: tuple[str, ...]) -> bool:
    first, *_others = stems
    return first.removesuffix("i") in text and bool(row_of(stems).search(text))


def context_of(answer: str, text: str, concepts: Iterable[Concept]) -> Context:
    """
    Return a part of one paragraph with the words found, and which of them those are.

    The answer as a whole, if no paragraph has more of what was asked. Nothing if it has
    none of the words; small ones, as in "how many", are not worth a mark.
    """
    stems = {each for one in concepts for way in one.ways for each in way.stems}
    stems -= SMALL_STEMS
    if not stems:
        return ()
    words = frozenset(stems)
    places = chain(paragraphs(answer, words), paragraphs(text, words))
    best = max(places, key=lambda place: place.worth(answer), default=None)
    if best is None:
        return ()
    ends = (0, len(best.text))
    if best.text != answer:
        ends = around(best.text, densest([found.start for found in best.found]))
    return marked(best.text, *ends, best.found)


class FoundWord(NamedTuple):
    start: int
    end: int
    stem: str


class Paragraph(NamedTuple):
    """A paragraph, and where the words are in it."""

    text: str
    found: list[FoundWord]

    def worth(self, answer: str) -> tuple[int, bool]:
        """Return how much of what was asked it has; what is just a label comes last."""
        different = {each.stem for each in self.found}
        return len(different), self.text == answer or len(self.text) >= SHORT


def paragraphs(text: str, stems: frozenset[str]) -> Iterator[Paragraph]:
    """Yield the paragraphs with any of the words."""
    plain = aligned(text)
    begins_at, ends = 0, -1
    paragraph = Paragraph("", [])
    for match in beginnings(stems).finditer(plain):
        start, end = match.span()
        if start and plain[start - 1].isalnum():
            continue  # inside of a word
        if (reduced := stem(match[0])) not in stems:
            continue
        if start > ends:
            if paragraph.found:
                yield paragraph
            begins_at = text.rfind("\n", 0, start) + 1
            ends = text.find("\n", end)
            ends = len(text) if ends < 0 else ends
            paragraph = Paragraph(text[begins_at:ends], [])
        found = FoundWord(start - begins_at, end - begins_at, reduced)
        paragraph.found.append(found)
    if paragraph.found:
        yield paragraph


@lru_cache(maxsize=MOST_KEPT)
def aligned(text: str) -> str:
    """Return a text in small letters without accents, each letter at its place."""
    plain = folded_text(text)
    if len(plain) == len(text):
        return plain
    return "".join(fold(each)[:1] or each for each in text)


@lru_cache(maxsize=100)
def beginnings(stems: frozenset[str]) -> re.Pattern[str]:
    """Compile how words with these stems begin; a stem may end otherwise."""
    starts = {each[: max(len(each) - 1, 2)] for each in stems}
    either = "|".join(map(re.escape, sorted(starts)))
    return re.compile(rf"(?:{either})[^\W_]*")


def densest(places: Sequence[int]) -> int:
    """Return the place after which most of the others follow soon."""

    def following(place: int) -> int:
        return bisect(places, place + WIDTH // 2) - bisect(places, place)

    return max(places, key=lambda place: (following(place), -place))


def around(text: str, place: int) -> tuple[int, int]:
    """Return the ends of a part of a text, between words."""
    start = max(0, place - WIDTH // 3)
    start = text.find(" ", start, place) + 1 if start else 0
    end = min(len(text), start + WIDTH)
    if end < len(text):
        end = text.rfind(" ", start, end)
    return start, end if end > place else min(len(text), place + WIDTH)


def marked(text: str, start: int, end: int, found: Iterable[FoundWord]) -> Context:
    pieces: list[tuple[str, bool]] = [("\u2026 ", False)] if start else []
    done = start
    for each in found:
        if start <= each.start and each.end <= end:
            pieces += [(text[done : each.start], False)]
            pieces += [(text[each.start : each.end], True)]
            done = each.end
    pieces.append((text[done:end] + (" \u2026" if end < len(text) else ""), False))
    return tuple(piece for piece in pieces if piece[0])
