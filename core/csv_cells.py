"""CSV files whose cells no spreadsheet takes for formulas."""

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

# A spreadsheet would run a cell that starts with one of these as a formula, some also
# behind blanks or in full-width characters. Our own mark is in the pattern, so that
# removing it never changes text that began with an apostrophe itself.
FORMULA = re.compile(
    "'*(?:[\t\r\n]|[\\s\x00-\x1f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*"
    "[=+\\-@\uff1d\uff0b\uff0d\uff20])"
)


def guard(text: str) -> str:
    """Mark what looks like a formula as text, with a leading apostrophe."""
    return f"'{text}" if FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Remove the mark that `guard` sets."""
    return text[1:] if text.startswith("'") and FORMULA.match(text, 1) else text


def as_csv(rows: Iterable[Iterable[Any]]) -> str:
    """Write rows as a CSV file; text is guarded, moments are in ISO format."""
    file = io.StringIO(newline="")
    file.write("\ufeff")  # so that spreadsheets read it as UTF-8
    csv.writer(file).writerows(map(safe_cell, row) for row in rows)
    return file.getvalue()


def safe_cell(value: Any) -> Any:
    if isinstance(value, str):
        return guard(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
