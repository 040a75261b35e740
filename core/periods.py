"""Dates, shown exactly as precisely as their source states them."""

import datetime
from functools import lru_cache

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, gettext_lazy as _


class Precision(models.TextChoices):
    DAY = "day", _("Exact day")
    MONTH = "month", _("Month only")
    RANGE = "range", _("From one month to another")


def format_date(day: datetime.date, precision: str) -> str:
    """Return "January 20, 2025", or "March 2025" where only the month is known."""
    return date_format(day, "F j, Y" if precision == Precision.DAY else "F Y")


def format_period(
    start: datetime.date, end: datetime.date | None, precision: str
) -> str:
    """Return one date, or "September to October 2025"; a shared year is said once."""
    return in_language(get_language(), start, end, precision)


@lru_cache(maxsize=1000)  # A page says the same few periods again and again.
def in_language(
    _language: str, start: datetime.date, end: datetime.date | None, precision: str
) -> str:
    last = format_date(end or start, precision)
    if end is None or format_date(start, precision) == last:
        return last
    if start.year == end.year:
        first = date_format(start, "F j" if precision == Precision.DAY else "F")
    else:
        first = format_date(start, precision)
    return gettext("%(first)s to %(last)s") % {"first": first, "last": last}
