"""What editors teach the search, as each process holds it in memory."""

from dataclasses import dataclass
from typing import Any

from page_cache.request_cache import last_known, once
from search.models import (
    DistressWords,
    SearchBestAnswer,
    SearchMeaning,
    Steered,
    entry_keys,
)
from understanding.taught import Distress, Meaning

__all__ = [
    "BestAnswer",
    "Distress",
    "Meaning",
    "Steering",
    "known_steering",
    "read_steering",
    "show_draft",
]

KEY = "known-steering"


@dataclass(frozen=True, slots=True)
class BestAnswer:
    """What stands first for some words; `key`: of the entry, such as "page:12"."""

    typed: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Steering:
    meanings: tuple[Meaning, ...] = ()
    best_answers: tuple[BestAnswer, ...] = ()
    distress: tuple[Distress, ...] = ()


def known_steering() -> Steering:
    """Return what is published, or was when the database could last be asked."""
    return last_known(KEY, read_steering)


def show_draft(draft: Steered) -> None:
    """Let the rest of this request use a draft in place of what is public."""
    once(KEY, lambda: read_steering(draft))


def read_steering(draft: Steered | None = None) -> Steering:
    answers = in_force(SearchBestAnswer, draft)
    keys = entry_keys(answers)
    return Steering(
        meanings=tuple(
            Meaning(row.typed, row.words_of_the_site, row.language)
            for row in in_force(SearchMeaning, draft)
        ),
        best_answers=tuple(
            BestAnswer(row.typed, keys[row.pk]) for row in answers if row.pk in keys
        ),
        distress=tuple(
            Distress(row.typed, row.line.slug, row.language)
            for row in in_force(DistressWords, draft)
            if row.line.live
        ),
    )


def in_force(model: type[Steered], draft: Steered | None) -> list[Any]:
    """Return the published records of a kind, with a draft among them."""
    rows: Any = model._default_manager.filter(live=True).order_by("pk")
    if model is DistressWords:
        rows = rows.select_related("line")
    if not isinstance(draft, model):
        return list(rows)
    return [draft, *(row for row in rows if row.pk != draft.pk)]
