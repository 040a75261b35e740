"""Dates, in the ways that spreadsheets write one day."""

import datetime
import re

from django.utils.translation import gettext as _

from core.text_cleanup import bare

FORMATS = (
    "%Y-%m-%d",
    "%m/%d/%Y",
    "%m/%d/%y",
    "%m-%d-%Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%d-%B-%Y",
    "%d-%B-%y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%b %d, %y",
    "%d %B %Y",
    "%d %b %Y",
    "%A, %B %d, %Y",
    "%a, %b %d, %y",
)
# A day without a time is midnight for a spreadsheet.
MIDNIGHT = re.compile(
    r"[T ](?:00?:00(?::00(?:\.0+)?)?(?: ?AM)?|12:00(?::00)? ?AM)Z?\Z", re.IGNORECASE
)
SERIAL = re.compile(r"[0-9]{5}(?:\.0+)?")
FIRST_YEAR = 2000  # of two-digit years


def read_day(typed: str) -> datetime.date:
    """Parse a date. Raise ValueError unless it is unambiguous."""
    text = MIDNIGHT.sub("", bare(typed))
    for form in FORMATS:
        try:
            moment = datetime.datetime.strptime(text, form)  # noqa: DTZ007 - only a day
        except ValueError:
            continue
        if "%y" not in form or moment.year >= FIRST_YEAR:
            return moment.date()
    if SERIAL.fullmatch(text):
        reason = _(
            "“%(value)s” is a date as a spreadsheet counts days. Give the column the "
            "format Date there, or write the date like 2026-01-31."
        )
    else:
        reason = _("“%(value)s” is not a date. Write it like 2026-01-31 or 1/31/2026.")
    raise ValueError(reason % {"value": typed})
