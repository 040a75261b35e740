"""Consistency checks of a value: its wording, number, unit and period agree."""

from decimal import Decimal

from django.utils.translation import gettext

from stats.models.reported_value import ReportedValue
from stats.wording.exactness import fits
from stats.wording.measures import measures
from stats.wording.understanding import NotStated, Stated, understand

Errors = dict[str, str]


def plain_number(number: Decimal | None) -> str | None:
    """Format a number without the trailing zeros of its column."""
    return None if number is None else f"{number.normalize():f}"


def grouped(number: Decimal) -> str:
    return f"{number.normalize():,f}"


def wording_errors(value: ReportedValue) -> Errors:
    """Check the number and its exactness against the wording."""
    if value.number is None:
        return {}
    if value.change_kind == "withdrawal":
        return {"number": gettext("What is taken back has no number any more.")}
    stated = understood(value)
    if isinstance(stated, NotStated):
        return {"number": not_read_message(stated)}
    if Decimal(value.number) not in stated.numbers:
        said = {"said": listed(stated), "number": grouped(value.number)}
        return {
            "number": gettext("The wording says %(said)s, the number says %(number)s.")
            % said
        }
    errors = {}
    if not fits(value.qualifier, stated.degrees):
        errors["qualifier"] = degree_message(value, stated)
    if value.upper_bound != stated.upper:
        errors["upper_bound"] = upper_message(value.upper_bound, stated)
    return errors


def understood(value: ReportedValue) -> Stated | NotStated:
    """Parse the wording of a value, given what its statistic counts."""
    about = value.statistic.in_words if value.statistic_id else ""
    return understand(value.as_published, about)


def not_read_message(stated: NotStated) -> str:
    if not stated.left_over:
        return gettext("The wording says no number, so none can stand beside it.")
    return gettext(
        "The wording is not understood at “%(left)s”, so no number can stand beside "
        "it. Write the value alone, such as: more than 1,067."
    ) % {"left": stated.left_over}


def upper_message(upper: Decimal | None, stated: Stated) -> str:
    if stated.upper is None:
        return gettext("The wording is no range, so leave this empty.")
    if upper is None:
        return gettext("The wording is a range: give its higher number.")
    return gettext("The wording says %(said)s, the upper bound says %(number)s.") % {
        "said": listed(stated),
        "number": grouped(upper),
    }


def listed(stated: Stated) -> str:
    ends = [stated.numbers[0], stated.upper]
    return gettext(" and ").join(grouped(end) for end in ends if end is not None)


def degree_message(value: ReportedValue, stated: Stated) -> str:
    chosen = value.get_qualifier_display()
    labels = dict(value._meta.get_field("qualifier").flatchoices)
    said = [str(labels[degree]) for degree in stated.degrees if degree]
    if not said:
        return gettext("The wording does not say “%(chosen)s”.") % {"chosen": chosen}
    return gettext("The wording says “%(said)s”, this says “%(chosen)s”.") % {
        "said": said[0],
        "chosen": chosen,
    }


def unit_errors(value: ReportedValue) -> Errors:
    """Compare the measure in the wording with the one that is counted."""
    if value.statistic_id is None:
        return {}
    said, counted = measures(value.as_published), measures(value.statistic.unit)
    if value.number is None or said <= counted:
        return {}
    return {
        "as_published": gettext(
            "The wording says %(said)s, the statistic counts %(unit)s. Choose the "
            "statistic with that unit, or write this under “also stated as”."
        )
        % {"said": ", ".join(sorted(said)), "unit": value.statistic.unit}
    }


def period_errors(value: ReportedValue) -> Errors:
    start, end, day = value.period_start, value.period_end, value.as_of
    is_without_year = value.period_precision == "fiscal_year" and not start
    # Where two rules name one field, the later one is told.
    rules = [
        (
            not start and (end or value.period_precision in {"day", "month"}),
            "period_start",
            gettext("Give the first day of the period."),
        ),
        (
            value.period_precision == "range_words" and not value.period_words,
            "period_words",
            gettext("Copy the words of the source here."),
        ),
        (
            is_without_year and not value.period_words,
            "period_words",
            gettext("Say which year: fiscal year 2024."),
        ),
        (
            start and end and end < start,
            "period_end",
            gettext("The period ends before it starts."),
        ),
        (
            # A month or a fiscal year may still be running when its source counts.
            value.period_precision == "day" and day and end and day < end,
            "as_of",
            gettext(
                "The period ends after this day, so the source cannot have known it "
                "yet."
            ),
        ),
        (
            day and start and day < start,
            "as_of",
            gettext("On this day the period had not begun."),
        ),
    ]
    return {name: message for is_broken, name, message in rules if is_broken}
