"""The period of a value inside a sentence: “in six weeks of September and October”."""

import datetime
import re
from typing import NamedTuple

from django.utils.formats import date_format

from stats.models.reported_value import PeriodPrecision, ReportedValue

DURATION = re.compile(
    r"(?:(?:about|nearly|almost|over|the|first|last|past) )*[\w-]+ "
    r"(?:hour|day|week|month|year)s?",
    re.IGNORECASE,
)
PREPOSITION = re.compile(
    r"(?:after|as of|at|before|between|by|during|for|from|in|on|over|since|through"
    r"|throughout|until|up to|within)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"(?:the|an?|one|two|three|four|five|six|seven|eight|nine|ten|first|last|past|early"
    r"|mid|late|fiscal|calendar|spring|summer|autumn|fall|winter)\b",
    re.IGNORECASE,
)
DATED = re.compile(
    r"\d|Q\d|FY|January|February|March|April|May|June|July|August|September|October"
    r"|November|December"
)


class Phrase(NamedTuple):
    """`is_dated`: whether it ends in dates, and not in words of the source."""

    text: str = ""
    is_dated: bool = False


def period_phrase(value: ReportedValue) -> Phrase:
    """Return when it was, to be put behind what was done; empty if that is unknown."""
    words = value.period_words.strip().rstrip(".")
    in_words = value.period_precision == PeriodPrecision.FISCAL_YEAR and words
    if value.period_start and not in_words:
        lasted = words if DURATION.fullmatch(words) else ""
        return Phrase(dates(value, lasted), is_dated=True)
    if not words:
        return Phrase()
    is_whole = PREPOSITION.match(words)
    if is_whole or COUNTED.match(words):
        words = words[0].lower() + words[1:]
    if words.startswith("since "):  # until its source was written, not until today
        return Phrase(f"from {words.removeprefix('since ')} on")
    if is_whole:
        return Phrase(words)
    begins = COUNTED.match(words) or DATED.match(words)
    return Phrase(f"in {words}" if begins else f"({words})")


def dates(value: ReportedValue, lasted: str) -> str:
    start = value.period_start or datetime.date.min
    end = value.period_end or start
    is_day = value.period_precision == PeriodPrecision.DAY
    first, last = (
        date_format(day, "F j, Y" if is_day else "F Y") for day in (start, end)
    )
    within = f"in {lasted} of" if lasted else "in"
    if first == last:
        return f"on {last}" if is_day else f"{within} {last}"
    if start.year == end.year:
        first = date_format(start, "F j" if is_day else "F")
    elif is_day:
        first = f"{first},"
    if not is_day and months_apart(start, end) == 1:
        return f"{within} {first} and {last}"
    return f"from {first} to {last}"


def months_apart(start: datetime.date, end: datetime.date) -> int:
    return 12 * (end.year - start.year) + end.month - start.month
