"""
The order of what was found: by how much of the question an entry answers, and where.

The engine weighs words over whole texts. Here each of its first entries is looked at as
a reader would: what its title says, what else it is called, what it answers at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from search.entries.entry import EntryKind, SearchEntry
from search.index.analysis import english, exact_terms, fold
from search.matching.context import begins, stand_together
from understanding.small_words import SMALL
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
COUNTED = frozenset({EntryKind.FIGURE, EntryKind.QUESTION})


@dataclass(frozen=True)
class Fields:
    """The stems of an entry's short texts."""

    title: frozenset[str]
    names: tuple[frozenset[str], ...]
    answer: frozenset[str]
    exact: frozenset[str]


@lru_cache(maxsize=4_000)
def stems_in(text: str) -> frozenset[str]:
    return frozenset(english().analyze(text))


@lru_cache(maxsize=4_000)
def exact_in(text: str) -> frozenset[str]:
    return frozenset(exact_terms(text))


def fields_of(entry: SearchEntry) -> Fields:
    title, lines = entry.title, entry.names.splitlines()
    if title.endswith(OF_FIGURES) and lines:
        title = title.removesuffix(OF_FIGURES)
    return Fields(
        stems_in(title),
        tuple(stems_in(line) for line in lines),
        stems_in(entry.answer),
        exact_in(f"{entry.title}\n{entry.names}\n{entry.answer}"),
    )


@dataclass(frozen=True)
class FromEngine:
    entry: SearchEntry
    score: float  # of the engine, 1 for the best


def ranked(found: Sequence[FromEngine], understood: Understood) -> list[SearchEntry]:
    """Return the entries that answer enough of it, the best first."""
    weighed = []
    for each in found:
        covered, score = Weighing(each, understood).result()
        if covered >= LEAST_COVERED:
            weighed.append((-score, each.entry.order, each.entry.key, each.entry))
    return [each[-1] for each in sorted(weighed, key=lambda each: each[:3])]


class Weighing:
    """How well an entry answers."""

    def __init__(self, found: FromEngine, understood: Understood) -> None:
        self.entry, self.engine = found.entry, found.score
        self.understood = understood
        self.fields = fields_of(found.entry)
        self.text = fold(found.entry.text)
        ways = (way for each in understood.concepts for way in each.ways)
        asks_exact = any(way.exact for way in ways)
        self.exact = exact_in(found.entry.text) if asks_exact else frozenset()

    def result(self) -> tuple[float, float]:
        """Return what share of the question it covers, and its score."""
        total = covered = quality = 0.0
        words = number = 0
        for each in self.understood.concepts:
            worth = self.worth(each)
            total += each.weight
            quality += each.weight * worth
            covered += each.weight if worth else 0
            words += len(each.telling)
            number += len(each.telling) if worth else 0
        quality, covered = quality / (total or 1), covered / (total or 1)
        share = max(covered, number / (words or 1))
        score = (
            (quality + OF_TITLE * self.share_of_title()) * (0.4 + 0.6 * covered)
            + OF_ENGINE * self.engine
            + WORTH_OF_KIND[self.entry.kind]
            + (ON_A_DAY if self.understood.is_dated and self.is_news else 0)
            + OF_NEIGHBORS * self.together()
            + self.as_question()
        )
        is_figure = self.entry.kind is EntryKind.FIGURE
        is_separate = "Separate" in self.entry.note
        score -= SEPARATE if is_separate else 0
        return share, score - (OF_ORDER * self.entry.order if is_figure else 0)

    def worth(self, concept: Concept) -> float:
        return max(way.factor * self.worth_of(way) for way in concept.ways)

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
        asked = {
            each
            for concept in self.understood.concepts
            for way in concept.ways
            for each in way.stems
        }
        # "Task force" in a title answers nothing of "Youngkin task force".
        of_the_site = self.understood.of_the_site
        dull = SMALL_STEMS if asked <= of_the_site else SMALL_STEMS | of_the_site
        told = [line - dull for line in (self.fields.title, *self.fields.names)]
        shares = (len(line & asked) / len(line) for line in told if line)
        return max(shares, default=0.0)

    @property
    def is_news(self) -> bool:
        return self.entry.kind is EntryKind.NEWS

    def together(self) -> float:
        """Return which share of the words stand together as they were typed."""
        pairs = list(pairwise(each.ways[0].stems for each in self.understood.concepts))
        if not pairs:
            return 0.0
        text = f"{self.entry.title.lower()}\n{self.text}"
        near = [pair for pair in pairs if stand_together(text, (*pair[0], *pair[1]))]
        return len(near) / len(pairs)

    def as_question(self) -> float:
        asks, kind = self.understood.asks, self.entry.kind
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
