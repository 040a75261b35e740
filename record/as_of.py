"""
The day in `?as_of=`: what this site said at the end of it, in its own time zone.

Published values are never edited, so the past is a matter of leaving out what came
later.
"""

import datetime
import re
from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

FIRST_YEAR = 2000  # before it, there is nothing to show
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class BadDayError(ValueError):
    """The requested day is invalid or in the future. The message is for the reader."""


@dataclass(frozen=True)
class AsOf:
    """A day, and the last moment of it."""

    day: datetime.date

    @property
    def moment(self) -> datetime.datetime:
        last = datetime.datetime.combine(self.day, datetime.time.max)
        return timezone.make_aware(last)

    @property
    def query(self) -> str:
        """Return the query string that keeps the day."""
        return f"?as_of={self.day.isoformat()}"


def asked_day(asked: QueryDict) -> AsOf | None:
    """Parse `as_of`; None if it is missing. Raise BadDayError."""
    text = asked.get("as_of", "")
    if not text:
        return None
    if not ISO_DAY.fullmatch(text):
        raise BadDayError(_("Write the day as year-month-day, such as 2026-01-31."))
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError as error:
        raise BadDayError(_("There is no such day in the calendar.")) from error
    if day > timezone.localdate():
        raise BadDayError(_("This day is still to come. Choose today or earlier."))
    if day.year < FIRST_YEAR:
        raise BadDayError(_("The record begins later. Choose a later day."))
    return AsOf(day)
