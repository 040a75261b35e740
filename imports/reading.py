"""Reads an uploaded file as a table, or explains why it cannot."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from django.utils.translation import gettext as _

from core.csv_cells import unguard
from core.text_cleanup import tidied
from imports.header import (
    Records,
    SkippedRow,
    UnreadableError,
    find_header,
    separator_line,
)

DELIMITERS = ",;\t"
TRIED = 5_000  # signs in which separators are counted
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
EMPTY = b"\0\0"
# The first bytes of files that editors take for a CSV file.
OTHER_KINDS = (
    b"PK\x03\x04",  # .xlsx, .ods, .zip
    b"\xd0\xcf\x11\xe0",  # .xls
    b"%PDF",
    b"<?xml",
    b"<html",
    b"<!DOCTYPE",
    b"{\\rtf",
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


@dataclass(frozen=True)
class TableRow:
    number: int  # as a spreadsheet counts; the header is row 1
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    rows: list[TableRow]
    skipped: list[SkippedRow]  # what stands above the header


def read_table(
    content: bytes, columns: Sequence[str], most: int | None = None
) -> Table:
    """Read a file with just these columns, in any order; up to `most` of its rows."""
    # A second byte order mark would hide a quotation mark from the parser.
    separator, skipped, text = separator_line(decode(content).lstrip("\ufeff\u200b"))
    usual = sorted(DELIMITERS, key=text[:TRIED].count, reverse=True)
    delimiters = dict.fromkeys([*separator, *usual])
    header, records = find_header((parse(text, each) for each in delimiters), columns)
    rows, short = [], 0
    for number, cells in islice(records, most):
        check_cells(header.names, cells, number)
        if len(cells) < len(header.names):
            short = number
        rows.append(TableRow(number, cells_of(header.names, cells)))
    # Excel leaves out empty cells at the end of a row. But a file that ends within a
    # row may have lost them: its empty cells would empty the record.
    if rows and rows[-1].number == short and not text.endswith(("\n", "\r")):
        raise UnreadableError(
            _("Row %d, the last one, ends early. Is the file whole?") % short
        )
    return Table(rows, [*skipped, *header.above])


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
    try:
        text = content.decode(encoding_of(content))
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


def encoding_of(content: bytes) -> str:
    if content.startswith(UTF_16):
        return "utf-16"
    # Without a mark, half the bytes of plain letters are empty.
    if content[1:4:2] == EMPTY:
        return "utf-16-le"
    return "utf-16-be" if content[:4:2] == EMPTY else "utf-8-sig"


def parse(text: str, delimiter: str) -> Records:
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


def check_cells(names: list[str], cells: list[str], number: int) -> None:
    """Refuse what stands in no column."""
    if any(cells[len(names) :]):
        raise UnreadableError(
            _("Row %(row)d has %(cells)d cells, and the header has %(columns)d.")
            % {"row": number, "cells": len(cells), "columns": len(names)}
        )
    for name, cell in zip(names, cells, strict=False):
        if cell and not name:
            raise UnreadableError(
                _("Row %(row)d has “%(cell)s” in a column without a name.")
                % {"row": number, "cell": cell}
            )


def cells_of(names: list[str], cells: list[str]) -> dict[str, str]:
    found = zip_longest(names, cells[: len(names)], fillvalue="")
    return {name: words_of(cell) for name, cell in found if name}


def words_of(cell: str) -> str:
    """Return a cell's value, without marks that force it to be text."""
    if held := HELD_AS_TEXT.fullmatch(cell):
        return tidied(held[1].replace('""', '"'))
    return tidied(unguard(cell))
