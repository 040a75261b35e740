"""Why a search finds what it finds, in an editor's words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext, gettext_lazy as _

from regions.models import NationalLine
from search.entries.entry import SearchEntry
from search.finding import Findings
from search.index import searcher
from search.kinds import KINDS
from search.matching.ranking import (
    IN_ANSWER,
    IN_NAME,
    IN_TEXT,
    IN_TITLE,
    AskedWords,
    FromEngine,
    Weighing,
)
from search.steering import Distress, Meaning, known_steering
from understanding.distress import lines_for
from understanding.meanings import stems_of, words_of
from understanding.understanding import understand
from understanding.understood import Concept, Understood

PLACES = {
    IN_NAME: _("one of its names"),
    IN_TITLE: _("title or name"),
    IN_ANSWER: _("answer"),
    IN_TEXT: _("text"),
}


@dataclass(frozen=True)
class FoundReason:
    """Where a word that was looked for stands; `meant`: as what, if not as typed."""

    typed: str
    place: str
    meant: str = ""


@dataclass(frozen=True)
class ExplainedHit:
    title: str
    address: str
    kind: str
    is_best_answer: bool
    reasons: list[FoundReason]


@dataclass(frozen=True)
class Explanation:
    """What the search made of some words."""

    corrected: str = ""
    language: str = "en"
    place: str = ""
    has_index: bool = True
    lines: list[tuple[str, str]] = field(default_factory=list)
    meanings: list[Meaning] = field(default_factory=list)
    hits: list[ExplainedHit] = field(default_factory=list)


def explain(found: Findings, *, as_typed: bool) -> Explanation:
    index, steering = searcher(), known_steering()
    understood = understand(
        found.query, index, steering.meanings, steering.distress, as_typed=as_typed
    )
    spelled = words_of(found.corrected or found.query)
    return Explanation(
        corrected=found.corrected,
        language=found.language,
        place=found.place,
        has_index=index is not None,
        lines=list(lines_of(found, steering.distress)),
        meanings=[each for each in steering.meanings if is_used(each, spelled)],
        hits=[
            ExplainedHit(
                each.entry.title,
                each.entry.address,
                str(KINDS[each.entry.kind]),
                each.is_best_answer,
                list(reasons(each.entry, understood)),
            )
            for each in found.hits
        ],
    )


def is_used(meaning: Meaning, words: Sequence[str]) -> bool:
    """Return whether one of its phrases stands in the words, whatever the endings."""
    asked = stems_of(words, meaning.language)
    return any(
        is_within(stems_of(words_of(phrase), meaning.language), asked)
        for phrase in meaning.typed
    )


def is_within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    starts = range(len(whole) - len(part) + 1)
    return bool(part) and any(whole[at : at + len(part)] == part for at in starts)


def lines_of(found: Findings, taught: Sequence[Distress]) -> Iterator[tuple[str, str]]:
    """Yield the lines above all results, and who has said that they stand there."""
    names = NationalLine.objects.filter(slug__in=found.distress).in_bulk(
        field_name="slug"
    )
    built_in = lines_for(words_of(found.query))
    for slug in found.distress:
        said = gettext("built in") if slug in built_in else gettext("added by editors")
        yield str(names.get(slug, slug)), said


def reasons(entry: SearchEntry, understood: Understood) -> Iterator[FoundReason]:
    """Yield where each thing that was looked for stands in an entry."""
    weighing = Weighing(FromEngine(entry, 1.0), AskedWords.of(understood))
    for concept in understood.concepts:
        if found := best_way(weighing, concept):
            yield found


def best_way(weighing: Weighing, concept: Concept) -> FoundReason | None:
    worths = [(way.factor * weighing.worth_of(way), way) for way in concept.ways]
    worth, way = max(worths, key=lambda each: each[0])
    if not worth:
        return None
    typed = " ".join(concept.typed)
    # Stems are no whole words, and a reader cannot tell which of them are.
    meant = " ".join(f"{each}…" for each in way.stems)
    same = stems_of(concept.typed, "en")
    return FoundReason(
        typed,
        str(PLACES[weighing.worth_of(way)]),
        "" if set(way.stems) == set(same) else meant,
    )
