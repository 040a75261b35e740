"""Reads an uploaded file as a table, or explains why it cannot."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.csv_cells import unguard
from core.text_cleanup import tidied

DELIMITERS = ",;\t"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# The first bytes of files that editors take for a CSV file.
OTHER_KINDS = (
    b"PK\x03\x04",  # .xlsx, .ods, .zip
    b"\xd0\xcf\x11\xe0",  # .xls
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
# A formula that only holds its words as text: ="02108".
HELD_AS_TEXT = re.compile(r'=\s*"((?:[^"]|"")*)"')
# Spreadsheets leave some rows empty; a file of nothing else is not read to its end.
MOST_EMPTY_ROWS = 10_000


class UnreadableError(ValidationError):
    """The file as a whole cannot be imported."""


@dataclass(frozen=True)
class TableRow:
    number: int  # as a spreadsheet counts; the header is row 1
    cells: dict[str, str]


def read_table(
    content: bytes, columns: Sequence[str], most: int | None = None
) -> list[TableRow]:
    """Read a file with just these columns, in any order; up to `most` of its rows."""
    # A second byte order mark would hide a quotation mark from the parser.
    text = decode(content).lstrip("\ufeff\u200b")
    header_line = text.lstrip().partition("\n")[0]
    delimiter = max(DELIMITERS, key=header_line.count)
    records = parse(text, delimiter)
    _number, cells = next(records, (1, []))
    header = [plain_name(name) for name in cells]
    while header and not header[-1]:
        header.pop()
    check_header(header, columns)
    return [
        TableRow(number, cells_of(header, cells, number))
        for number, cells in islice(records, most)
    ]


def decode(content: bytes) -> str:
    if not content.strip():
        raise UnreadableError(_("The file is empty."))
    if content.startswith(OTHER_KINDS):
        raise UnreadableError(
            _(
                "This is not a CSV file. In your spreadsheet program, choose “Save as” "
                "and “CSV UTF-8”, and upload that file."
            )
        )
    encoding = "utf-16" if content.startswith(UTF_16) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            _(
                "Line %(line)d has a letter that cannot be read. Save the file as “CSV "
                "UTF-8” and upload it again."
            )
            % {"line": line}
        ) from error
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise UnreadableError(
            _("Line %(line)d has a sign that is not text. Is this a CSV file?")
            % {"line": line}
        )
    return text


def parse(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Read the nonempty rows, with their numbers as a spreadsheet counts."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = empty = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                yield number, [cell.strip() for cell in cells]
                continue
            empty += 1
            if empty > MOST_EMPTY_ROWS:
                raise UnreadableError(
                    _(
                        "The file has more than %(most)s empty rows. Delete the rows "
                        "below the list in your spreadsheet program, and save it again."
                    )
                    % {"most": f"{MOST_EMPTY_ROWS:,}"}
                )
    except csv.Error as error:
        raise UnreadableError(
            _(
                "Row %(row)d cannot be read. Is there a quotation mark too many or too "
                "few?"
            )
            % {"row": number + 1}
        ) from error


def plain_name(name: str) -> str:
    return re.sub(r"\s+", "_", tidied(name).lower())


def check_header(header: list[str], columns: Sequence[str]) -> None:
    problems = []
    if missing := [name for name in columns if name not in header]:
        problems.append(_("Missing columns: %s.") % ", ".join(missing))
    if unknown := [name or "?" for name in header if name not in columns]:
        problems.append(_("Unknown columns: %s.") % ", ".join(unknown))
    if twice := [name for name, times in Counter(header).items() if times > 1]:
        problems.append(_("Columns that stand there twice: %s.") % ", ".join(twice))
    if problems:
        problems.append(_("The template has all the columns, in its first row."))
        raise UnreadableError(" ".join(problems))


def cells_of(header: list[str], cells: list[str], number: int) -> dict[str, str]:
    # A short row could mean a truncated file: its empty cells would
    # empty the record.
    if len(cells) < len(header) or any(cells[len(header) :]):
        raise UnreadableError(
            _("Row %(row)d has %(cells)d cells, and the header has %(columns)d.")
            % {"row": number, "cells": len(cells), "columns": len(header)}
        )
    return {name: words_of(cell) for name, cell in zip(header, cells, strict=False)}


def words_of(cell: str) -> str:
    """Return a cell's value, without marks that force it to be text."""
    if held := HELD_AS_TEXT.fullmatch(cell):
        return tidied(held[1].replace('""', '"'))
    return tidied(unguard(cell))
