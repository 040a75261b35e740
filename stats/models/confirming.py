"""
What is odd about a new value, compared with the one it replaces or other current ones.

One wrong key turns 1,067 into 10. So a number that changes by more than half, another
unit, another exactness, and words in place of a number go public only after somebody
has confirmed exactly that change.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from stats.models.checks import grouped, understood
from stats.models.reported_value import ReportedValue
from stats.wording.measures import measures
from stats.wording.understanding import NotStated, Stated

HALF = Decimal("0.5")
MINUS = "\N{MINUS SIGN}"


class UnconfirmedError(PermissionDenied):
    """An odd value would go public without confirmation."""


@dataclass(frozen=True)
class Oddity:
    """Something to confirm: a stable identifier, and a sentence."""

    name: str
    text: str


@dataclass(frozen=True)
class ReadOut:
    """What the form says beside a wording."""

    says: str = ""
    compared: str = ""
    odd: list[Oddity] = field(default_factory=list)
    to_confirm: str = ""  # what a tick confirms; empty if nothing is odd


def read_out(value: ReportedValue) -> ReadOut:
    if not value.as_published or value.change_kind == "withdrawal":
        return ReadOut()
    earlier = beside(value)
    odd = list(oddities(value, earlier))
    return ReadOut(
        says=what_is_read(value),
        compared=comparison(value, earlier) if earlier else "",
        odd=odd,
        # Names one change, so that its confirmation fits no other.
        to_confirm=f"{value.as_published}: {'; '.join(each.name for each in odd)}"
        if odd
        else "",
    )


def refuse_unconfirmed(value: ReportedValue) -> None:
    """Raise UnconfirmedError if something odd is unconfirmed."""
    asked = read_out(value)
    if asked.to_confirm and value.confirmed_wording != asked.to_confirm:
        raise UnconfirmedError(
            gettext(
                "“%(value)s” is not published: %(odd)s Open it, and confirm this "
                "beside its wording."
            )
            % {"value": value, "odd": " ".join(each.text for each in asked.odd)}
        )


def beside(value: ReportedValue) -> Any:
    """
    Return the value that this one replaces, or else the closest current one.

    None for the first value of a statistic.
    """
    if value.supersedes_id:
        return value.supersedes
    if not value.statistic_id:
        return None
    others = value.statistic.observations.current().exclude(pk=value.pk)
    return min(
        others.order_by("pk"), key=lambda each: distance(value, each), default=None
    )


def distance(value: ReportedValue, other: ReportedValue) -> tuple[bool, Decimal]:
    """Order other values: those with a number first, and then the closest."""
    if other.number is None or value.number is None:
        return (other.number is None, Decimal(0))
    return (False, abs(Decimal(value.number) - other.number))


def oddities(value: ReportedValue, earlier: Any) -> Iterator[Oddity]:
    if value.number is None:
        yield from odd_words(value, earlier)
        return
    if earlier is None or earlier.number is None:
        return
    if ends := changed_ends(value, earlier):
        old, new = ends
        before = f"{old.normalize():f} > " if value.supersedes_id else ""
        yield Oddity(
            f"number {before}{new.normalize():f}",
            gettext("The number is %(new)s, where %(old)s stands: %(change)s.")
            % {"new": grouped(new), "old": grouped(old), "change": change(old, new)},
        )
    yield from odd_unit(value, earlier)
    if value.supersedes_id and value.qualifier != earlier.qualifier:
        yield Oddity(
            f"exactness {earlier.qualifier} > {value.qualifier}",
            gettext("It says “%(new)s”, where “%(old)s” stands.")
            % {
                "new": value.get_qualifier_display(),
                "old": earlier.get_qualifier_display(),
            },
        )


def odd_words(value: ReportedValue, earlier: Any) -> Iterator[Oddity]:
    """Words are odd unless the statistic already consists of words."""
    if earlier is not None and earlier.number is None:
        return
    text = (
        gettext("No number is read from “%(new)s”, where %(old)s stands.")
        if earlier
        else gettext("Readers see “%(new)s” as words, without a number.")
    )
    old = grouped(earlier.number) if earlier else ""
    yield Oddity("words", text % {"new": value.as_published, "old": old})


def odd_unit(value: ReportedValue, earlier: Any) -> Iterator[Oddity]:
    new, old = things(value), things(earlier)
    if new and old and not new & old:
        yield Oddity(
            f"unit {', '.join(sorted(old))} > {', '.join(sorted(new))}",
            gettext("The unit in “%(new)s” is another than in “%(old)s”.")
            % {"new": value.as_published, "old": earlier.as_published},
        )


def things(value: ReportedValue) -> frozenset[str]:
    stated = understood(value)
    return stated.things if isinstance(stated, Stated) else frozenset()


def changed_ends(value: Any, earlier: Any) -> tuple[Decimal, Decimal] | None:
    """Return the old and the new number of an end that changed by more than half."""
    ends = [
        (earlier.number, value.number),
        (earlier.upper_bound or earlier.number, value.upper_bound or value.number),
    ]
    for pair in ends:
        old, new = map(Decimal, pair)
        if abs(new - old) > abs(old) * HALF:
            return old, new
    return None


def change(old: Decimal, new: Decimal) -> str:
    """Return by what percentage a number changed."""
    if new == old:
        return gettext("no change")
    if not old:
        return gettext("from zero")
    percent = (new - old) / abs(old) * 100
    rounded = percent.quantize(Decimal(1), ROUND_HALF_UP)
    sign = "+" if percent > 0 else MINUS
    if not rounded:
        return gettext("%(sign)sless than 1%%") % {"sign": sign}
    return f"{sign}{abs(rounded):,f}%"


def what_is_read(value: ReportedValue) -> str:
    stated = understood(value)
    if isinstance(stated, NotStated):
        if not stated.left_over:
            return gettext("No number is read.")
        return gettext("Not read as a number: “%(left)s” is not understood.") % {
            "left": stated.left_over
        }
    chosen = [each for each in stated.numbers if each == value.number]
    number = gettext(" or ").join(map(grouped, chosen or stated.numbers))
    if stated.upper is not None:
        number = gettext("%(low)s to %(high)s") % {
            "low": number,
            "high": grouped(stated.upper),
        }
    number = f"{number} {unit_read(value)}".strip()
    if len(stated.numbers) > 1 and not chosen:
        return gettext(
            "Can be read as %(number)s. Type the one that counts into “Number”, under "
            "“Seldom needed”."
        ) % {"number": number}
    return gettext("Read as %(number)s.") % {"number": number}


def unit_read(value: ReportedValue) -> str:
    """Return the measure in the wording, or else what the statistic counts."""
    if not value.statistic_id:
        return ""
    named = measures(value.as_published) - measures(value.statistic.unit)
    return ", ".join(sorted(named)) or value.statistic.unit


def comparison(value: ReportedValue, earlier: Any) -> str:
    """Return the previous or competing value, and how far apart the two are."""
    words = {"old": earlier.as_published, "change": ""}
    if value.number is not None and earlier.number is not None:
        words["change"] = f" ({change(earlier.number, Decimal(value.number))})"
    if value.supersedes_id:
        return gettext("Before: %(old)s%(change)s.") % words
    return gettext("Another account: %(old)s%(change)s.") % words
