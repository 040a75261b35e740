"""Dates in the words of the site: “10/23/25” is “October 23, 2025”."""

import calendar
import re

MONTHS = [name.lower() for name in calendar.month_name]
SHORT = {name[:3]: name for name in MONTHS if name} | {"sept": "september"}
AMERICAN = re.compile(
    r"(?<![\w/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?![\w/-])"
)
ISO = re.compile(r"(?<![\w/.-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\w/-])")
SHORT_MONTH = re.compile(
    rf"\b({'|'.join(sorted(SHORT, key=len, reverse=True))})\b(?=\.? ?\d)"
    rf"|(?<=\d )({'|'.join(sorted(SHORT, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
SHORT_YEAR = re.compile(r"(?<!\w)'(\d\d)\b")
DECEMBER = 12


def with_dates_in_words(text: str) -> str:
    """Return a text with its dates as the site writes them."""
    text = ISO.sub(lambda date: in_words(date[2], date[3], date[1], date[0]), text)
    text = AMERICAN.sub(lambda date: in_words(date[1], date[2], date[3], date[0]), text)
    text = SHORT_YEAR.sub(r"20\1", text)
    text = ORDINAL.sub(r"\1", text)
    return SHORT_MONTH.sub(lambda found: SHORT[found[0].lower()], text)


def in_words(month: str, day: str, year: str, as_typed: str) -> str:
    if not 1 <= int(month) <= DECEMBER:
        return as_typed
    return f"{MONTHS[int(month)]} {int(day)} {year if len(year) > 2 else '20' + year}"
