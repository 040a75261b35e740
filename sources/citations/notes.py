"""The numbers behind sentences, and the notes of a section, as HTML in one line."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString
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


def marks_of(sources: Iterable[Sequence[Use]]) -> SafeString:
    """Return the numbers behind a sentence, for the uses of each source there."""
    return format_html('<sup class="cite">{}</sup>', joined(map(mark_of, sources)))


def mark_of(uses: Sequence[Use]) -> SafeString:
    """Return the number of a source, which further uses at one place share."""
    use, *more = uses
    return format_html(
        '{}<a id="{}" href="#{}" role="doc-noteref" aria-label="{}">{}</a>',
        joined(format_html('<span id="{}"></span>', each.anchor) for each in more),
        use.anchor,
        use.anchor_of_note,
        gettext("source %(number)s") % {"number": use.number},
        use.number,
    )


def notes_of(notes: Iterable[Note], heading: str, section: int) -> SafeString:
    """Return what a section rests on; `section` where another has its heading."""
    name = gettext("Sources")
    if heading:
        name = gettext("Sources: %(heading)s") % {"heading": heading}
    return format_html(
        '<div class="cite-notes" role="doc-endnotes" aria-label="{}{}">'
        " <ol> {}</ol> </div>",
        name,
        f" ({section})" if section else "",
        joined(map(note_of, notes)),
    )


def note_of(note: Note) -> SafeString:
    day = note.date
    return format_html(
        '<li id="{}" value="{}"> <a href="{}">{}</a>{} {}</li> ',
        note.anchor,
        note.number,
        note.source.url_path,
        in_one_line(note.source.title),
        f" ({format_date(day, Precision.DAY)})" if day else "",
        joined(passage_of(note, *passage) for passage in note.passages),
    )


def passage_of(note: Note, citation: CitedPassage, uses: Iterable[Use]) -> SafeString:
    back = gettext("Back to source %(number)s in the text") % {"number": note.number}
    link = '<a href="#{}" role="doc-backlink" aria-label="{}">↩</a> '
    day, quote = citation.day, in_one_line(citation.quote)
    return format_html(
        "<span{}> {}{}{}</span> ",
        SafeString(' class="cite-notes__passage"' if quote else ""),
        format_html("<q>{}</q> ", quote) if quote else "",
        format_html("{} ", as_of(day)) if day and day != note.date else "",
        joined(format_html(link, use.anchor, back) for use in uses),
    )


def joined(pieces: Iterable[SafeString]) -> SafeString:
    return SafeString("".join(pieces))


def in_one_line(words: str) -> str:
    return " ".join(words.split())
