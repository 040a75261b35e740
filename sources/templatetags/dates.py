"""Days, as readers and machines read them."""

import datetime

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

register = template.Library()


@register.simple_tag
def short_date(day: datetime.date) -> SafeString:
    """Return a day for a table or a list."""
    return time_element(day, "M j, Y")


@register.simple_tag
def as_of(day: datetime.date) -> SafeString:
    """Return the day on which something was true."""
    return format_html("{} {}", gettext("as of"), time_element(day, "F j, Y"))


def time_element(day: datetime.date, form: str) -> SafeString:
    element = '<time datetime="{}">{}</time>'
    return format_html(element, day.isoformat(), date_format(day, form))
