"""From what a reader typed to what is found."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError

from search.checking import still_public
from search.entries.entry import SearchEntry
from search.index import IndexSearcher, searcher
from search.matching.candidates import MOST_HITS, candidates
from search.matching.ranking import ranked, scored
from search.steering import BestAnswer, Steering, known_steering
from understanding.context import context_of
from understanding.forgetting import forget_typed_words
from understanding.understanding import understand
from understanding.understood import Understood

PER_PAGE = 20
MOST_PAGES = MOST_HITS // PER_PAGE


@dataclass(frozen=True, slots=True)
class Hit:
    """`context`: the words found as (text, whether it was looked for), in order."""

    entry: SearchEntry
    context: tuple[tuple[str, bool], ...] = ()
    is_best_answer: bool = False  # chosen by an editor


@dataclass(frozen=True, slots=True)
class Findings:
    """
    What was found for a text.

    `query`: as typed, tidied. `corrected`: what was looked for instead, if a word was
    misspelled and nothing is spelled so. `language`: of the words, "en" or "es".
    `distress`: the slugs of the lines that stand above all. `place`: the words that
    name a place, for the finder. `number`: the page of results, from 1.
    """

    query: str
    hits: tuple[Hit, ...] = ()
    number: int = 1
    has_more: bool = False
    corrected: str = ""
    language: str = "en"
    distress: tuple[str, ...] = ()
    place: str = ""
    is_complete: bool = True  # False: without the database, or while the index is made


def find(text: str, *, number: int = 1, as_typed: bool = False) -> Findings:
    """
    Return a page of what readers can see of what somebody means.

    `as_typed`: no word is corrected. Whatever is typed, nothing is raised, and nothing
    of it is kept.
    """
    try:
        return findings_for(text, number, as_typed=as_typed)
    finally:
        forget_typed_words()


def findings_for(text: str, number: int, *, as_typed: bool) -> Findings:
    index = searcher()
    steering = steering_or_none()
    understood = understand(
        text, index, steering.meanings, steering.distress, as_typed=as_typed
    )
    number = min(max(number, 1), MOST_PAGES)
    hits: tuple[Hit, ...] = ()
    has_more, is_complete = False, index is not None
    if index and understood.concepts:
        entries = matching(index, understood)
        chosen = chosen_first(index, understood, steering.best_answers)
        entries = [*chosen, *(each for each in entries if each not in chosen)]
        part = entries[(number - 1) * PER_PAGE : number * PER_PAGE]
        checked = still_public(part, index.stamp)
        is_complete = checked.is_complete
        has_more = len(entries) > number * PER_PAGE
        hits = tuple(
            Hit(
                each,
                context_of(each.answer, each.text, understood.concepts),
                each in chosen,
            )
            for each in checked.entries
        )
    return Findings(
        query=understood.query,
        hits=hits,
        number=number,
        has_more=has_more,
        corrected=understood.corrected,
        language=understood.language,
        distress=understood.distress,
        place=understood.place,
        is_complete=is_complete,
    )


def steering_or_none() -> Steering:
    """Return what editors teach; nothing in a process that cannot know it yet."""
    try:
        return known_steering()
    except (DatabaseError, InterfaceError):
        return Steering()


def matching(index: IndexSearcher, understood: Understood) -> list[SearchEntry]:
    return ranked(scored(candidates(index, understood.concepts)), understood)


def chosen_first(
    index: IndexSearcher, understood: Understood, answers: Sequence[BestAnswer]
) -> list[SearchEntry]:
    """Return what editors have put first for just these words."""
    keys = dict.fromkeys(each.key for each in answers if understood.is_just(each.typed))
    return [entry for key in keys if (entry := index.entry(key))]
