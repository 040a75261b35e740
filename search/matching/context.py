"""Where in a text the words stand that were looked for."""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from search.entries.entry import SearchEntry
from search.understanding.tidying import folded, stem
from search.understanding.understood import Concept

WIDTH = 180  # characters around the first word
WORD = re.compile(r"[^\W_]+")
Context = tuple[tuple[str, bool], ...]


@lru_cache(maxsize=2_000)
def beginning(stems: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(stems)}")


def begins(text: str, stem_of_word: str) -> bool:
    """Return whether a word of a folded text begins with a stem."""
    # "families" and "family" have the stem "famili".
    start = stem_of_word[:-1] if stem_of_word.endswith("i") else stem_of_word
    return start in text and bool(beginning(start).search(text))


def context_of(entry: SearchEntry, concepts: Iterable[Concept]) -> Context:
    """
    Return a part of its text with the words found, and which of them those are.

    Nothing is returned if the text has none of them.
    """
    stems = {each for one in concepts for way in one.ways for each in way.stems}
    text = " ".join(entry.text.split())
    places = [
        match.start()
        for match in WORD.finditer(text)
        if stem(folded(match[0])) in stems
    ]
    if not places:
        return ()
    start, end = around(text, best_of(places))
    return marked(text, start, end, stems)


def best_of(places: Collection[int]) -> int:
    """Return the place after which most of the others follow soon."""

    def following(place: int) -> int:
        return sum(place <= other < place + WIDTH // 2 for other in places)

    return max(sorted(places), key=lambda place: (following(place), -place))


def around(text: str, place: int) -> tuple[int, int]:
    """Return the ends of a part of a text, between words."""
    start = max(0, place - WIDTH // 3)
    start = text.find(" ", start, place) + 1 if start else 0
    end = min(len(text), start + WIDTH)
    if end < len(text):
        end = text.rfind(" ", start, end)
    return start, end if end > place else min(len(text), place + WIDTH)


def marked(text: str, start: int, end: int, stems: Collection[str]) -> Context:
    pieces: list[tuple[str, bool]] = []
    done = start
    for match in WORD.finditer(text, start, end):
        if stem(folded(match[0])) not in stems:
            continue
        pieces += [(text[done : match.start()], False), (match[0], True)]
        done = match.end()
    pieces.append((text[done:end], False))
    pieces = [piece for piece in pieces if piece[0]]
    before = [("\u2026 ", False)] if start else []
    return (*before, *pieces, *([(" \u2026", False)] if end < len(text) else []))
