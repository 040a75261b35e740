"""
The order of what was found: by how much of the question an entry answers, and where.

The engine weighs words over whole texts. Here each of its first entries is looked at as
a reader would: what its title says, what else it is called, what it answers at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from search.entries.entry import EntryKind, SearchEntry
from understanding.context import MOST_KEPT, begins, folded_text, stand_together
from understanding.small_words import SMALL
from understanding.terms import english, exact_terms
from understanding.tidying import stem
from understanding.understood import Concept, Understood, Way

SMALL_STEMS = frozenset(stem(word) for word in SMALL)
IN_NAME, IN_TITLE, IN_ANSWER, IN_TEXT = 1.1, 1.0, 0.65, 0.45
LEAST_COVERED = 0.42  # of what is looked for; less is a chance find
# What stands at the end of the title of a figure's page.
OF_FIGURES = ": figures and sources"
WORTH_OF_KIND = {
    EntryKind.QUESTION: 0.12,
    EntryKind.THREAT: 0.12,
    EntryKind.PAGE: 0.1,
    EntryKind.FIGURE: 0.08,
    EntryKind.LINE: -0.25,
    EntryKind.SECTION: 0.05,
    EntryKind.AGENCY: 0.06,
    EntryKind.NEWS: 0.06,
    EntryKind.PLACE: 0.0,
    EntryKind.TASK_FORCE: -0.2,
    EntryKind.OFFICE: -0.2,
    EntryKind.MILESTONE: -0.14,
    EntryKind.DOWNLOAD: -0.25,
    EntryKind.CONTACT: -0.2,
    EntryKind.DIFFERENCE: -0.14,
    EntryKind.SOURCE: -0.1,
}
ANSWERS_A_QUESTION, ASKS_THE_SAME = 0.12, 0.06
ON_A_DAY = 0.3  # news, if a day is asked for
NOT_ASKED = -0.15  # a number, in answer to another question than how many
OF_TITLE, OF_ENGINE, OF_NEIGHBORS = 0.35, 0.15, 0.2
OF_ORDER = 0.003  # so that the first figures of the record come first
SEPARATE = 0.2  # a figure of another program never comes before the same of this one
NO_TERMS: frozenset[str] = frozenset()
COUNTED = frozenset({EntryKind.FIGURE, EntryKind.QUESTION})


@dataclass(frozen=True)
class Fields:
    """The stems of an entry's short texts."""

    title: frozenset[str]
    names: tuple[frozenset[str], ...]
    answer: frozenset[str]
    exact: frozenset[str]
    told: tuple[frozenset[str], ...]  # its title and names without small words


def stems_in(text: str) -> frozenset[str]:
    return frozenset(english().analyze(text))


@lru_cache(maxsize=MOST_KEPT)
def exact_in(text: str) -> frozenset[str]:
    return frozenset(exact_terms(text))


@lru_cache(maxsize=2_000)
def fields_in(title: str, names: str, answer: str) -> Fields:
    lines = names.splitlines()
    whole = exact_in(f"{title}\n{names}\n{answer}")
    if title.endswith(OF_FIGURES) and lines:
        title = title.removesuffix(OF_FIGURES)
    of_title, *others = [stems_in(line) for line in (title, *lines)]
    told = [line - SMALL_STEMS for line in (of_title, *others)]
    return Fields(
        of_title,
        tuple(others),
        stems_in(answer),
        whole,
        tuple(line for line in told if line),
    )


def fields_of(entry: SearchEntry) -> Fields:
    return fields_in(entry.title, entry.names, entry.answer)


@dataclass(frozen=True)
class FromEngine:
    entry: SearchEntry
    score: float  # of the engine, 1 for the best


def ranked(found: Sequence[FromEngine], understood: Understood) -> list[SearchEntry]:
    """Return the entries that answer enough of it, the best first."""
    weighed = []
    question = AskedWords.of(understood)
    for each in found:
        covered, score = Weighing(each, question).result()
        if covered >= LEAST_COVERED:
            weighed.append((-score, each.entry.order, each.entry.key, each.entry))
    return [each[-1] for each in sorted(weighed, key=lambda each: each[:3])]


class AskedWords(NamedTuple):
    """What each entry is asked, worked out once."""

    understood: Understood
    stems: frozenset[str]
    pairs: tuple[tuple[str, ...], ...]  # of words that were typed together
    asks_exact: bool
    is_dated: bool
    # "Task force" in a title answers nothing of "Youngkin task force".
    dull: frozenset[str]

    @classmethod
    def of(cls, understood: Understood) -> "AskedWords":
        concepts = understood.concepts
        ways = [way for each in concepts for way in each.ways]
        firsts = [each.ways[0].stems for each in concepts]
        stems = frozenset(each for way in ways for each in way.stems)
        of_the_site = understood.of_the_site
        return cls(
            understood,
            stems,
            tuple((*one, *next_one) for one, next_one in pairwise(firsts)),
            any(way.exact for way in ways),
            understood.is_dated,
            frozenset() if stems <= of_the_site else of_the_site,
        )


class Weighing:
    """How well an entry answers."""

    def __init__(self, found: FromEngine, asked: AskedWords) -> None:
        self.entry, self.engine = found.entry, found.score
        self.asked, self.understood = asked, asked.understood
        self.kind = found.entry.kind
        self.fields = fields_of(found.entry)
        self.text = folded_text(found.entry.text)
        self.exact = exact_in(found.entry.text) if asked.asks_exact else NO_TERMS

    def result(self) -> tuple[float, float]:
        """Return what share of the question it covers, and its score."""
        total = covered = quality = 0.0
        words = number = 0
        for each in self.understood.concepts:
            total += each.weight
            words += len(each.telling)
            if worth := self.worth(each):
                quality += each.weight * worth
                covered += each.weight
                number += len(each.telling)
        quality, covered = quality / (total or 1), covered / (total or 1)
        share = max(covered, number / (words or 1))
        if share < LEAST_COVERED:
            return share, 0.0
        score = (
            (quality + OF_TITLE * self.share_of_title()) * (0.4 + 0.6 * covered)
            + OF_ENGINE * self.engine
            + WORTH_OF_KIND[self.kind]
            + (ON_A_DAY if self.asked.is_dated and self.is_news else 0)
            + OF_NEIGHBORS * self.together()
            + self.as_question()
        )
        is_figure = self.kind is EntryKind.FIGURE
        is_separate = "Separate" in self.entry.note
        score -= SEPARATE if is_separate else 0
        return share, score - (OF_ORDER * self.entry.order if is_figure else 0)

    def worth(self, concept: Concept) -> float:
        """Return the worth of the way that is best; what cannot be better is left."""
        best = 0.0
        for way in concept.ways:
            if way.factor * IN_NAME > best:
                best = max(best, way.factor * self.worth_of(way))
        return best

    def worth_of(self, way: Way) -> float:
        stems = frozenset(way.stems)
        fields = self.fields
        if stems in fields.names:
            return IN_NAME
        if stems <= fields.title or (way.exact and way.exact in fields.exact):
            return IN_TITLE
        if any(stems <= line for line in fields.names):
            return IN_TITLE
        if stems <= fields.answer:
            return IN_ANSWER
        if way.exact and way.exact in self.exact:
            return IN_TEXT
        return IN_TEXT if all(begins(self.text, each) for each in stems) else 0.0

    def share_of_title(self) -> float:
        """Return how much of its title, or of one of its names, is asked for."""
        asked, dull = self.asked.stems, self.asked.dull
        told = self.fields.told
        if dull:
            told = tuple(line - dull for line in told)
        shares = [len(line & asked) / len(line) for line in told if line]
        return max(shares, default=0.0)

    @property
    def is_news(self) -> bool:
        return self.kind is EntryKind.NEWS

    def together(self) -> float:
        """Return which share of the words stand together as they were typed."""
        pairs = self.asked.pairs
        if not pairs:
            return 0.0
        title = self.entry.title.lower()
        near = [
            pair
            for pair in pairs
            if stand_together(title, pair) or stand_together(self.text, pair)
        ]
        return len(near) / len(pairs)

    def as_question(self) -> float:
        asks, kind = self.understood.asks, self.kind
        if not asks:
            return 0.0
        if asks == "how many":
            return ANSWERS_A_QUESTION if kind in COUNTED else 0.0
        if kind is EntryKind.FIGURE:
            return NOT_ASKED
        title = self.entry.title.lower()
        same = title.startswith(asks) and title.endswith("?")
        worth = ANSWERS_A_QUESTION if kind is EntryKind.QUESTION else 0.0
        return worth + (ASKS_THE_SAME if same else 0.0)


def scored(found: Iterable[tuple[float, SearchEntry]]) -> list[FromEngine]:
    """Return what the engine found, its best with a score of 1."""
    rows = list(found)
    best = max((score for score, _entry in rows), default=1.0) or 1.0
    return [FromEngine(entry, score / best) for score, entry in rows]
