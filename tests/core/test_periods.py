"""Dates are told as precisely as their source tells them."""

import datetime

import pytest

from core.periods import Precision, format_date, format_period

DAY, MONTH, RANGE = Precision.DAY, Precision.MONTH, Precision.RANGE


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("precision", "text"),
    [(DAY, "January 20, 2025"), (MONTH, "January 2025"), (RANGE, "January 2025")],
)
def test_date_says_its_day_only_if_the_day_is_known(precision, text):
    assert format_date(day("2025-01-20"), precision) == text


@pytest.mark.parametrize(
    ("start", "end", "precision", "text"),
    [
        ("2025-01-20", None, DAY, "January 20, 2025"),
        ("2025-03-01", None, MONTH, "March 2025"),
        ("2025-09-01", "2025-10-31", RANGE, "September to October 2025"),
        ("2024-11-01", "2025-02-28", RANGE, "November 2024 to February 2025"),
        ("2025-09-02", "2025-10-05", DAY, "September 2 to October 5, 2025"),
        ("2024-12-30", "2025-01-02", DAY, "December 30, 2024 to January 2, 2025"),
        ("2025-09-01", "2025-09-30", MONTH, "September 2025"),
        ("2025-09-02", "2025-09-02", DAY, "September 2, 2025"),
    ],
)
def test_period_says_a_shared_year_once(start, end, precision, text):
    last = day(end) if end else None

    assert format_period(day(start), last, precision) == text


def test_precision_may_be_given_as_plain_text():
    assert format_period(day("2025-01-20"), None, "day") == "January 20, 2025"


def test_period_of_a_fiscal_year_names_its_months():
    told = format_period(day("2023-10-01"), day("2024-09-30"), "fiscal_year")

    assert told == "October 2023 to September 2024"
