"""The share image of a value, in a page's head."""

from typing import Any

from django import template

from record.value_picture import picture
from stats.models import Observation

register = template.Library()


@register.simple_tag
def value_picture(observation: Observation | None) -> dict[str, Any] | None:
    """Return the picture of a published value; None for anything else."""
    return picture(observation)
