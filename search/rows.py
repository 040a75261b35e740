"""What was found, as the page lists it: little is left for the template to decide."""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString

from search.entries.entry import EntryKind, SearchEntry
from search.finding import Findings, Hit
from search.kinds import KINDS


class ResultRow(NamedTuple):
    """`lang`: an attribute, if the entry is not in English."""

    kind: str
    address: str
    title: str
    answer: str
    context: SafeString
    aside: str
    lang: str
    is_value: bool


# Their answer is a number or an address to reach somebody, and says enough.
TO_REACH = {
    EntryKind.TASK_FORCE,
    EntryKind.OFFICE,
    EntryKind.CONTACT,
    EntryKind.LINE,
}
WITH_VALUES = {EntryKind.FIGURE, *TO_REACH}


def rows(findings: Findings) -> list[ResultRow]:
    return [row(hit) for hit in findings.hits]


def row(hit: Hit) -> ResultRow:
    """Return a row; what was found is marked in the answer, if it is there."""
    entry, kind = hit.entry, hit.entry.kind
    context = marked(hit.context)
    told = "".join(text for text, _is_found in hit.context)
    is_told = bool(entry.answer) and (
        kind in TO_REACH or told.strip(" …") in entry.answer
    )
    return ResultRow(
        kind=str(KINDS[kind]),
        address=entry.address,
        title=entry.title,
        answer=context if told == entry.answer else entry.answer,
        context=SafeString("") if is_told else context,
        aside=aside(entry),
        lang=format_html('lang="{}"', entry.language) if entry.language != "en" else "",
        is_value=kind in WITH_VALUES,
    )


def aside(entry: SearchEntry) -> str:
    """Return who says so and what must be said of it; a note may name the source."""
    title = entry.source.split(", ")[0]
    source = "" if entry.note.startswith(title) else entry.source
    return " · ".join(filter(None, (source, entry.note)))


def marked(context: Iterable[tuple[str, bool]]) -> SafeString:
    """Return the words around what was found, and that inside of `mark`."""
    # Django's own functions for this would take a tenth of the time of a search.
    pieces = ((escape(text), is_found) for text, is_found in context)
    return SafeString("".join(f"<mark>{t}</mark>" if m else t for t, m in pieces))


class Links(NamedTuple):
    """Where the page leads: what was typed, letter by letter, and the pages beside."""

    exactly: str
    previous: str = ""
    next: str = ""


def links(findings: Findings, *, as_typed: bool, most: int) -> Links:
    query: dict[str, str | int] = {"q": findings.query}
    exact = query | {"exactly": 1}
    here, number = exact if as_typed else query, findings.number

    def page(there: int) -> str:
        return f"/search/?{urlencode(here | ({'page': there} if there > 1 else {}))}"

    return Links(
        exactly=f"/search/?{urlencode(exact)}",
        previous=page(number - 1) if number > 1 else "",
        next=page(number + 1) if findings.has_more and number < most else "",
    )
