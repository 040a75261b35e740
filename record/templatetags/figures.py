"""A value, and the time that it covers, as every page prints them."""

from django import template
from django.template.defaultfilters import floatformat
from django.utils.html import format_html
from django.utils.text import capfirst

from core.templatetags.years import year_mark
from stats.models import Observation

register = template.Library()


@register.simple_tag
def plain_value(observation: Observation) -> str:
    """Return a value in its source's words, with its number for machines if any."""
    if observation.number is None:
        return observation.as_published
    number = floatformat(observation.number, "-2u")
    return format_html('<data value="{}">{}</data>', number, observation.as_published)


@register.simple_tag
def period(observation: Observation) -> str:
    """Return the period that a value covers, as dates, in words, or in both."""
    dates, words = observation.period_dates, observation.period_words
    if not dates:
        return format_html("{}{}", capfirst(words), year_mark(observation))
    behind = f" ({words})" if words else ""
    return format_html("{}{}{}", dates, year_mark(observation), behind)
