"""CSV files with no cell that a spreadsheet takes for a formula."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse

# A spreadsheet would run a cell that starts with one of these as a formula, some also
# behind blanks or written with full-width signs. Our own mark is counted in, so that
# taking it off again never changes words that began with an apostrophe by themselves.
FORMULA = re.compile(
    "'*(?:[\t\r\n]|[\\s\x00-\x1f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*"
    "[=+\\-@\uff1d\uff0b\uff0d\uff20])"
)


def guard(text: str) -> str:
    """Mark what looks like a formula as text, with a leading apostrophe."""
    return f"'{text}" if FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Take off the mark that `guard` sets."""
    return text[1:] if text.startswith("'") and FORMULA.match(text, 1) else text


def as_csv(
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    numbers: Collection[str] = (),
) -> str:
    """Return a file with these columns; those of `numbers` need no guard."""
    file = io.StringIO(newline="")
    file.write("\ufeff")  # so that spreadsheets read it as UTF-8
    writer = csv.DictWriter(file, columns)
    writer.writeheader()
    for row in rows:
        writer.writerow(
            {
                name: cell if name in numbers else safe_cell(cell)
                for name, cell in row.items()
            }
        )
    return file.getvalue()


def safe_cell(value: Any) -> Any:
    if isinstance(value, str):
        return guard(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def csv_attachment(name: str, text: str) -> HttpResponse:
    return HttpResponse(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
