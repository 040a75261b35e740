"""Finds the header of an uploaded table, below whatever stands above it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.text_cleanup import one_line, tidied

# So many rows are looked at; more of them would not be a title.
MOST_ROWS = 20
LONGEST_WORDS = 120
# A first line that tells Excel what separates the cells. Excel does not show it.
SEPARATOR_LINE = re.compile(
    r'"?sep=([^\w\s"]|\t)?"?[ \t]*(?:\r\n?|\n|\Z)', re.IGNORECASE
)
# Another program has saved that line as a row; only its separator is known by now.
SAVED_SEPARATOR = re.compile(r'"?sep=([^\w\s"]|\t)', re.IGNORECASE)
# What a record has at least, and a title has not: an id with a hyphen, and two more.
ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")
LEAST_OF_A_RECORD = 3

Records = Iterator[tuple[int, list[str]]]


class UnreadableError(ValidationError):
    """The file as a whole cannot be imported."""


class SkippedRow(NamedTuple):
    """What stands above the header; number 0 is a line that is no row."""

    number: int
    words: str


@dataclass(frozen=True)
class Header:
    """The names of the columns, empty where one has none; and what stands above."""

    names: list[str]
    above: list[SkippedRow]


class Candidate(NamedTuple):
    """A row that may be the header."""

    number: int
    names: list[str]
    cells: list[str]

    def known(self, columns: Sequence[str]) -> list[str]:
        return [name for name in columns if name in self.names]

    @property
    def words(self) -> str:
        said = ", ".join(one_line(cell) for cell in self.cells if cell)
        return Truncator(said).chars(LONGEST_WORDS)

    def told(self, columns: Sequence[str]) -> Iterator[str]:
        """Say how near it comes to being the header."""
        if not self.known(columns):
            said = {"row": self.number, "words": self.words}
            yield _("Row %(row)d says: “%(words)s”.") % said
            return
        missing = [name for name in columns if name not in self.names]
        yield _("The nearest is row %d.") % self.number
        yield _("Missing columns: %s.") % ", ".join(missing)
        others = [name for name in self.names if name and name not in columns]
        if others:
            meant = [perhaps(name, missing) for name in others]
            yield _("Unknown columns: %s.") % ", ".join(meant)


def perhaps(name: str, missing: Sequence[str]) -> str:
    """Return a name with the column that may be meant by it."""
    near = get_close_matches(name, missing, n=1)
    said = {"name": Truncator(name).chars(LONGEST_WORDS), "column": "".join(near)}
    return _("%(name)s (perhaps %(column)s)") % said if near else said["name"]


def separator_line(text: str) -> tuple[str, list[SkippedRow], str]:
    """Return the separator that the first line names, that line, and the rest."""
    found = SEPARATOR_LINE.match(text)
    if not found:
        saved = SAVED_SEPARATOR.match(text)
        return saved[1] if saved else "", [], text
    line = one_line(found[0].replace("\t", _("(tab)")).replace('"', ""))
    return found[1] or "", [SkippedRow(0, line)], text[found.end() :]


def find_header(
    readings: Iterable[Records], columns: Sequence[str]
) -> tuple[Header, Records]:
    """
    Return the first row that has the columns, and what follows it.

    `readings` are the rows as each separator would cut them, the likely one first.
    """
    seen: list[Candidate] = []
    failed: UnreadableError | None = None
    for records in readings:
        rows: list[Candidate] = []
        try:
            for number, cells in islice(records, MOST_ROWS):
                rows.append(Candidate(number, names_of(cells), cells))
                if set(columns) <= set(rows[-1].names):
                    break
        except UnreadableError as error:
            failed = failed or error
        if rows and set(columns) <= set(rows[-1].names):
            return header_of(rows[-1], rows[:-1], columns), records
        seen += rows
    nearest = max(seen, key=lambda row: len(row.known(columns)), default=None)
    if failed and not (nearest and nearest.known(columns)):
        raise failed
    raise not_found(nearest, columns)


def names_of(cells: list[str]) -> list[str]:
    names = [re.sub(r"\s+", "_", tidied(cell).lower()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def header_of(row: Candidate, above: list[Candidate], columns: Sequence[str]) -> Header:
    """Return the header, unless it is doubtful."""
    problems = []
    if unknown := [name for name in row.names if name and name not in columns]:
        problems.append(_("Unknown columns: %s.") % ", ".join(unknown))
    times = Counter(name for name in row.names if name)
    if twice := [name for name, number in times.items() if number > 1]:
        problems.append(_("Columns that stand there twice: %s.") % ", ".join(twice))
    if problems:
        raise UnreadableError(" ".join([*problems, where_columns_are()]))
    for each in above:
        if is_record(each, row.names.index(columns[0])):
            raise UnreadableError(
                _(
                    "Row %(row)d stands above the header, which is row %(header)d, and "
                    "looks like one of the list. Put the header above all of them."
                )
                % {"row": each.number, "header": row.number}
            )
    return Header(row.names, [SkippedRow(each.number, each.words) for each in above])


def is_record(row: Candidate, place_of_id: int) -> bool:
    filled = len([cell for cell in row.cells if cell])
    return filled >= LEAST_OF_A_RECORD and bool(
        ID.fullmatch("".join(row.cells[place_of_id : place_of_id + 1]))
    )


def not_found(nearest: Candidate | None, columns: Sequence[str]) -> UnreadableError:
    """Say which columns were looked for, and what comes nearest."""
    told = [
        _("No row has all the columns of this list: %s.") % ", ".join(columns),
        *(nearest.told(columns) if nearest else ()),
        where_columns_are(),
    ]
    return UnreadableError(" ".join(told))


def where_columns_are() -> str:
    return _("The template has all the columns, in its first row.")
