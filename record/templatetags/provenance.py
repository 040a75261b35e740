"""Facts that several figures share."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import template

from stats.models import Observation

register = template.Library()


@register.filter
def shared_provenance(statistics: Iterable[Any]) -> Any:
    """
    One observation that can stand for the first of every statistic, else None.

    It can if all of them share source, period and date: then the page shows them once.
    """
    firsts = [row.current_observations[0] for row in statistics]
    told = {
        (row.source_id, row.period_text, row.as_of, row.is_year_inferred)
        for row in firsts
    }
    return firsts[0] if len(told) == 1 else None


@register.filter
def has_arrests(statistics: Iterable[Any]) -> bool:
    return any(row.is_arrest for row in statistics)


@register.filter
def any_period(statistics: Iterable[Any]) -> bool:
    """Return whether any current value says which time it covers."""
    return any(each.period_text for each in current_values(statistics))


@register.filter
def any_day(statistics: Iterable[Any]) -> bool:
    """Return whether any current value says as of which day it is."""
    return any(each.as_of for each in current_values(statistics))


def current_values(statistics: Iterable[Any]) -> Iterator[Observation]:
    return (each for row in statistics for each in row.current_observations)
