"""
The numbers behind sentences, and the notes of a section, as HTML in one line.

A long page has thousands of them, so they are written without a template. What is not
a number or an address of this site is escaped.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from django.utils.translation import gettext

from core.periods import Precision, format_date
from sources.citations.marks import CitedPassage
from sources.models import Source
from sources.templatetags.dates import as_of


@dataclass
class Use:
    """One place at which a source is cited."""

    anchor: str
    number: int
    citation: CitedPassage
    anchor_of_note: str


@dataclass
class Note:
    """What a section cites of one source."""

    number: int
    source: Source
    anchor: str
    is_first: bool
    uses: list[Use] = field(default_factory=list)

    @property
    def date(self) -> datetime.date | None:
        """The day that its first note tells, unless the title does."""
        day = self.source.date
        is_told = not self.is_first or (day and str(day.year) in self.source.title)
        return None if is_told else day

    @property
    def passages(self) -> list[tuple[CitedPassage, list[Use]]]:
        """Each passage once, with every place that cites it; first the wordless one."""
        found: dict[CitedPassage, list[Use]] = {}
        for use in self.uses:
            found.setdefault(use.citation, []).append(use)
        return sorted(found.items(), key=lambda row: bool(row[0].quote))


class Writing:
    """Writes the marks and notes of one page, in its language."""

    def __init__(self) -> None:
        self.heading = gettext("Sources")
        self.heading_of = gettext("Sources: %(heading)s")
        self.source = gettext("source %(number)s")
        self.back = gettext("Back to source %(number)s in the text")

    def marks(self, sources: Iterable[Sequence[Use]]) -> str:
        """Return the numbers behind a sentence, for the uses of each source there."""
        return f'<sup class="cite">{"".join(map(self.mark, sources))}</sup>'

    def mark(self, uses: Sequence[Use]) -> str:
        """Return the number of a source, which further uses at one place share."""
        use, *more = uses
        name = escape(self.source % {"number": use.number})
        return (
            "".join(f'<span id="{each.anchor}"></span>' for each in more)
            + f'<a id="{use.anchor}" href="#{use.anchor_of_note}" role="doc-noteref"'
            f' aria-label="{name}">{use.number}</a>'
        )

    def notes(self, notes: Iterable[Note], heading: str, section: int) -> str:
        """Return what a section rests on; `section` where another has its heading."""
        name = self.heading_of % {"heading": heading} if heading else self.heading
        number = f" ({section})" if section else ""
        return (
            '<div class="cite-notes" role="doc-endnotes"'
            f' aria-label="{escape(name)}{number}">'
            f" <ol> {''.join(map(self.note, notes))}</ol> </div>"
        )

    def note(self, note: Note) -> str:
        day = note.date
        told = f" ({format_date(day, Precision.DAY)})" if day else ""
        passages = (self.passage(note, *passage) for passage in note.passages)
        return (
            f'<li id="{note.anchor}" value="{note.number}">'
            f' <a href="{note.source.url_path}">{in_one_line(note.source.title)}</a>'
            f"{told} {''.join(passages)}</li> "
        )

    def passage(self, note: Note, citation: CitedPassage, uses: Iterable[Use]) -> str:
        name = escape(self.back % {"number": note.number})
        backs = (
            f'<a href="#{use.anchor}" role="doc-backlink" aria-label="{name}">↩</a> '
            for use in uses
        )
        day, quote = citation.day, in_one_line(citation.quote)
        told = f"{as_of(day)} " if day and day != note.date else ""
        if not quote:
            return f"<span> {told}{''.join(backs)}</span> "
        return (
            f'<span class="cite-notes__passage"> <q>{quote}</q> '
            f"{told}{''.join(backs)}</span> "
        )


def in_one_line(words: str) -> str:
    """Return words as HTML, without line breaks."""
    return escape(" ".join(words.split()))
