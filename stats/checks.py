"""What a value must not say at once: its wording, number, unit and period agree."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from stats.wording import Reading, measures, read

if TYPE_CHECKING:
    from stats.models import Observation

Errors = dict[str, str]


def grouped(number: Decimal) -> str:
    return f"{number.normalize():,f}"


def all_errors(value: "Observation") -> Errors:
    return wording_errors(value) | unit_errors(value) | period_errors(value)


def wording_errors(value: "Observation") -> Errors:
    """Compare the number and how exact it is with the words that readers see."""
    if value.number is None or value.change_kind == "withdrawal":
        return {}
    number, found = Decimal(value.number), read(value.as_published)
    meant = [one for one in found if one.is_read_as(number)]
    if found and not meant:
        says = gettext("The wording says %(said)s, the number says %(number)s.")
        return {"number": says % {"said": listed(found), "number": grouped(number)}}
    errors = {}
    if meant and not any(one.fits(value.qualifier) for one in meant):
        errors["qualifier"] = degree_message(value, meant[0])
    if value.upper_bound is not None and len(found) > 1:
        upper = Decimal(value.upper_bound)
        if not any(one.is_read_as(upper) for one in found):
            says = gettext(
                "The wording says %(said)s, the upper bound says %(number)s."
            )
            errors["upper_bound"] = says % {
                "said": listed(found),
                "number": grouped(upper),
            }
    return errors


def listed(found: list[Reading]) -> str:
    return gettext(" and ").join(grouped(one.readings[0]) for one in found)


def degree_message(value: "Observation", meant: Reading) -> str:
    chosen = value.get_qualifier_display()
    labels = dict(value._meta.get_field("qualifier").flatchoices)
    said = [str(labels[degree]) for degree in meant.degrees if degree]
    if not said:
        return gettext("The wording does not say “%(chosen)s”.") % {"chosen": chosen}
    return gettext("The wording says “%(said)s”, this says “%(chosen)s”.") % {
        "said": said[0],
        "chosen": chosen,
    }


def unit_errors(value: "Observation") -> Errors:
    """Compare the measure that the words name with the one that is counted."""
    if value.statistic_id is None:
        return {}
    said, counted = measures(value.as_published), measures(value.statistic.unit)
    if value.number is None or not said or not counted or said & counted:
        return {}
    return {
        "as_published": gettext(
            "The wording says %(said)s, the statistic counts %(unit)s. Choose the "
            "statistic with that unit, or write this under “also stated as”."
        )
        % {"said": ", ".join(sorted(said)), "unit": value.statistic.unit}
    }


def period_errors(value: "Observation") -> Errors:
    start, end = value.period_start, value.period_end
    errors = {}
    if not start and (end or value.period_precision in {"day", "month"}):
        errors["period_start"] = gettext("Give the first day of the period.")
    if value.period_precision == "range_words" and not value.period_words:
        errors["period_words"] = gettext("Copy the words of the source here.")
    if value.period_precision == "fiscal_year" and not (start or value.period_words):
        errors["period_words"] = gettext("Say which year: fiscal year 2024.")
    if start and end and end < start:
        errors["period_end"] = gettext("The period ends before it starts.")
    if value.as_of and start and value.as_of < start:
        errors["as_of"] = gettext("On this day the period had not begun.")
    # A month or a fiscal year may still be running when its source counts.
    elif value.as_of and end and value.period_precision == "day" and value.as_of < end:
        errors["as_of"] = gettext(
            "The period ends after this day, so the source cannot have known it yet."
        )
    return errors
