"""
The mark of a citation, until the finished page is known.

Texts are rendered piece by piece, and some of them are cached, so no piece knows its
numbers. Each leaves an empty element; `finished_page` numbers them all. It has no text,
so feeds, search excerpts, share texts and structured data show nothing of it.
"""

import datetime
import re
from typing import NamedTuple, Protocol, Self

from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.utils.safestring import SafeString

ELEMENT = "cite-mark"
MARK = re.compile(
    rf'<{ELEMENT} data-source="(?P<source>\d+)" data-as-of="(?P<as_of>[\d-]*)"'
    rf' data-quote="(?P<quote>[^"]*)"></{ELEMENT}>'
)


class Citing(Protocol):
    """What rests on a source: a citation, a value, a milestone, a position."""

    source_id: int | None
    quote: str
    as_of: datetime.date | None


class CitedPassage(NamedTuple):
    """What is cited of a source: its key, its exact words, and the day it speaks of."""

    source_id: int
    quote: str = ""
    as_of: str = ""

    @classmethod
    def of(cls, citing: Citing) -> Self:
        day = citing.as_of.isoformat() if citing.as_of else ""
        return cls(int(citing.source_id or 0), citing.quote, day)

    @property
    def day(self) -> datetime.date | None:
        return parse_date(self.as_of)

    @property
    def mark(self) -> SafeString:
        return format_html(
            '<{0} data-source="{1}" data-as-of="{2}" data-quote="{3}"></{0}>',
            ELEMENT,
            *(self.source_id, self.as_of, self.quote),
        )
