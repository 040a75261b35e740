"""Facts shared by several figures, and contradictions between sources."""

from collections.abc import Iterable
from typing import Any

from django import template

from stats.compatibility import settled_topics
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
def differs(value: Observation) -> bool:
    """Return whether a value is part of a disagreement that readers see."""
    topic = value.position and value.position.disagreement
    if not topic or not topic.live:
        return False
    return topic.pk not in settled_topics(getattr(value, "seen_at", None))
