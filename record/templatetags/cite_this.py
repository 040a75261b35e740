"""How to cite a value."""

from django import template

from record.cite_this import CiteThis
from stats.models import Observation

register = template.Library()


@register.filter
def cite_this(observation: Observation) -> CiteThis | None:
    """Return how to cite a published value; None for a draft."""
    return CiteThis(observation) if observation.is_published else None
