"""Determines whether readers are told that sources contradict each other."""

from django import template

from stats.compatibility import settled_topics
from stats.models import Observation

register = template.Library()


@register.filter
def differs(value: Observation) -> bool:
    """Return whether a value stands on a side of a difference that readers see."""
    topic = value.position and value.position.disagreement
    if not topic or not topic.live:
        return False
    return topic.pk not in settled_topics(getattr(value, "seen_at", None))
