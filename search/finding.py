"""From what a reader typed to what is found."""

from dataclasses import dataclass

from search.entries.entry import SearchEntry


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
