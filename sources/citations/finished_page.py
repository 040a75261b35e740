"""
One pass over a finished page: numbers its citations, and puts the notes in.

A number belongs to a source and keeps to it for the whole page. Each section has its
own notes, with the words that its sentences rest on and a way back to each of them.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping

from django.utils.html import strip_tags

from core.keys import is_key
from page_cache.request_cache import once_per_generation
from sources.citations.marks import ELEMENT, MARK, CitedPassage
from sources.citations.notes import Note, Use, Writing
from sources.models import Source

SOURCE = re.compile(rf'<{ELEMENT} data-source="(\d+)"')
PLACE = "<cite-notes></cite-notes>"
ONE_MARK = re.sub(r"[?]P<[a-z_]+>", "", MARK.pattern).removeprefix("<")
# All of them begin with the same character, for which alone the page is searched.
TOKEN = re.compile(
    rf"<(?:(?P<marks>{ONE_MARK}(?:\s*<{ONE_MARK})*)"
    rf"|(?P<place>{PLACE.removeprefix('<')})"
    r"|h[1-6]\b[^>]*>(?P<heading>.*?)</h[1-6]>"
    r"|summary\b[^>]*>(?P<summary>.*?)</summary>)",
    re.DOTALL,
)


class Numbering:
    """Numbers the marks of one page in the order in which they stand."""

    def __init__(self, sources: Mapping[int, Source]) -> None:
        self.sources = sources
        self.writing = Writing()
        self.numbers: dict[int, int] = {}
        self.count = 0
        self.section = 0
        self.notes: dict[int, Note] = {}
        self.heading = ""
        self.headings: set[str] = set()

    def replacement(self, token: re.Match[str]) -> str:
        if token["place"]:
            return self.section_notes()
        if token["marks"]:
            return self.marks(found(token[0]))
        heading = strip_tags(token["heading"] or token["summary"])
        words = " ".join(html.unescape(heading).split())
        # Notes that have a heading of their own need no second name.
        self.heading = "" if words == self.writing.heading else words
        return token[0]

    def marks(self, citations: Iterable[CitedPassage]) -> str:
        """Return the marks of one place: a number for each source that it cites."""
        sources: dict[int, list[Use]] = {}
        for citation in dict.fromkeys(citations):
            if source := self.sources.get(citation.source_id):
                use = self.use(citation, source)
                sources.setdefault(use.number, []).append(use)
        return self.writing.marks(sources.values()) if sources else ""

    def use(self, citation: CitedPassage, source: Source) -> Use:
        is_first = source.pk not in self.numbers
        number = self.numbers.setdefault(source.pk, len(self.numbers) + 1)
        note = self.notes.get(number)
        if note is None:
            anchor = f"note-{number}" if is_first else f"note-{number}-{self.section}"
            note = self.notes[number] = Note(number, source, anchor, is_first)
        self.count += 1
        use = Use(f"cited-{self.count}", number, citation, note.anchor)
        note.uses.append(use)
        return use

    def section_notes(self) -> str:
        """Return the notes of what was cited since the last ones."""
        if not self.notes:
            return ""
        notes, self.notes = list(self.notes.values()), {}
        self.section += 1
        # Of two groups under one heading, the second must have another name.
        is_repeated = self.heading in self.headings
        self.headings.add(self.heading)
        section = self.section if is_repeated else 0
        return self.writing.notes(notes, self.heading, section)


def found(page: str) -> Iterator[CitedPassage]:
    for mark in MARK.finditer(page):
        quote = html.unescape(mark["quote"])
        yield CitedPassage(int(mark["source"]), quote, mark["as_of"])


def known(keys: Iterable[int]) -> Mapping[int, Source]:
    """Return sources by primary key, without a query for what was loaded before."""
    wanted = {key for key in keys if is_key(str(key))}
    sources = once_per_generation("register:sources.source", Source.objects.in_bulk)
    # One that is newer than the loaded ones.
    if missing := wanted - sources.keys():
        sources = {**sources, **Source.objects.in_bulk(missing)}
    return sources


def numbered(page: str) -> str:
    """Return a page, or any part that stands alone, with numbers and notes."""
    cited = {int(key) for key in SOURCE.findall(page)}
    if not cited:
        return page.replace(PLACE, "")
    numbering = Numbering(known(cited))
    parts, end = [], 0
    for token in TOKEN.finditer(page):
        before = page[end : token.start()]
        # Templates leave space around a mark, which must stay with its sentence.
        parts.append(before.rstrip() if token["marks"] else before)
        parts.append(numbering.replacement(token))
        end = token.end()
    return "".join([*parts, page[end:], numbering.section_notes()])
