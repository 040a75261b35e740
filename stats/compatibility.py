"""
Determines whether two accounts of the same thing contradict each other.

“1,067” and “over 1,000” can both be true; “400” and “nearly 500” cannot. Editors choose
the kind of a difference; this finds the ones that a newer figure no longer fits.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from sources.models.disagreement import DifferenceKind
from stats.models import Observation
from stats.models.checks import understood
from stats.wording.understanding import Stated

# “More than 1,000” says little about 9,000, which a source would have stated: it
# extends no further than the step from which a new value must be confirmed.
REACH = Decimal("1.5")
ROUNDED = Decimal("0.1")  # how far “about” and “nearly” extend


@dataclass(frozen=True)
class Interval:
    """The range a value may stand for; an open end is excluded."""

    low: Decimal
    high: Decimal
    is_open_below: bool = False
    is_open_above: bool = False

    def meets(self, other: "Interval") -> bool:
        return self.reaches_up_to(other) and other.reaches_up_to(self)

    def reaches_up_to(self, other: "Interval") -> bool:
        if self.high == other.low:
            return not (self.is_open_above or other.is_open_below)
        return self.high > other.low


def interval(value: Observation) -> Interval | None:
    """Return the range a value may stand for; None for words."""
    if value.number is None:
        return None
    low = Decimal(value.number)
    high = low if value.upper_bound is None else Decimal(value.upper_bound)
    stated = understood(value)
    if isinstance(stated, Stated) and None in stated.degrees:
        return Interval(low - abs(low) * (REACH - 1), high)  # up to, fewer than
    below, above = abs(low) * ROUNDED, abs(high) * ROUNDED
    farthest = high + abs(high) * (REACH - 1)
    return {
        "about": Interval(low - below, high + above),
        "nearly": Interval(low - below, high, is_open_above=True),
        "more_than": Interval(low, farthest, is_open_below=True),
        "at_least": Interval(low, farthest),
    }.get(str(value.qualifier), Interval(low, high))


def can_both_be_true(one: Observation, other: Observation) -> bool | None:
    """
    Return whether two values of one statistic can both be true.

    None if they cannot be compared: they count different things or times, or one of
    them has no number.
    """
    first, second = interval(one), interval(other)
    if one.statistic_id != other.statistic_id or not first or not second:
        return None
    return first.meets(second) if may_be_of_one_time(one, other) else None


def may_be_of_one_time(one: Observation, other: Observation) -> bool:
    """Return False only if both state their days and have none in common."""
    start, other_start = one.period_start, other.period_start
    if not (start and other_start):
        return True
    end, other_end = one.period_end or start, other.period_end or other_start
    return bool(start <= other_end and other_start <= end)


def is_misfit(kind: str, values: Iterable[Observation]) -> bool:
    """
    Return whether the figures of a difference speak against its kind.

    Sources are said to differ, but all figures can be true; or all are said to be
    possible, but two exclude each other.
    """
    found = [can_both_be_true(*pair) for pair in combinations(values, 2)]
    if kind == DifferenceKind.CONTRADICTION:
        return bool(found) and all(found)
    return kind == DifferenceKind.COMPATIBLE and False in found
