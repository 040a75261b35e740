"""
Determines whether two accounts of the same thing contradict each other.

“1,067” and “over 1,000” can both be true; “400” and “nearly 500” cannot. Only figures
that cannot both be true are shown to readers as a difference between sources.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from page_cache.request_cache import once
from stats.models import Observation, Statistic
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


def are_compatible(one: Observation, other: Observation) -> bool:
    """
    Return whether two values of one statistic can both be true.

    Figures of different statistics, of different times, or without a number cannot be
    compared, so they never contradict each other.
    """
    first, second = interval(one), interval(other)
    if one.statistic_id != other.statistic_id or not first or not second:
        return False
    return may_be_of_one_time(one, other) and first.meets(second)


def may_be_of_one_time(one: Observation, other: Observation) -> bool:
    """Return False only if both state their days and have none in common."""
    start, other_start = one.period_start, other.period_start
    if not (start and other_start):
        return True
    end, other_end = one.period_end or start, other.period_end or other_start
    return bool(start <= other_end and other_start <= end)


def all_compatible(values: Iterable[Observation]) -> bool:
    """
    Return whether there are at least two values, and all can be true together.

    If no two figures can be compared, the editors' declaration applies.
    """
    pairs = list(combinations(values, 2))
    return bool(pairs) and all(are_compatible(*pair) for pair in pairs)


def settled_topics(at: datetime.datetime | None = None) -> set[int]:
    """
    Return the keys of topics whose figures do not contradict each other at a moment.

    Computed once for each response.
    """
    return once(("settled", at), lambda: settled(at))


def settled(at: datetime.datetime | None) -> set[int]:
    values: Iterable[Observation]
    if at is None:
        # The part of the record that a page loads anyway is enough.
        values = [
            value
            for statistic in Statistic.objects.whole().values()
            for value in statistic.current_observations
        ]
    else:
        values = Observation.objects.current(at).select_related("statistic", "position")
    by_topic: dict[int, list[Observation]] = defaultdict(list)
    for value in values:
        if value.position:
            by_topic[value.position.disagreement_id].append(value)
    return {key for key, found in by_topic.items() if all_compatible(found)}
