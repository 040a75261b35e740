"""Years that a source does not print: marked, and explained once on each page."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext

register = template.Library()

MARK = "\N{DAGGER}"


@register.simple_tag
def year_mark(dated: Any) -> str:
    """Return the mark that stands right behind a date if its year was worked out."""
    if not dated.is_year_inferred:
        return ""
    mark = '<a class="year-mark" href="#year-note" aria-label="{}">{}</a>'
    return format_html(mark, gettext("Year worked out"), MARK)


@register.simple_block_tag
def explain_years(content: str) -> str:
    """Add the explanation to a finished page if any part of it has the mark."""
    note = render_to_string("components/year_note.html") if MARK in content else ""
    return format_html("{}{}", content, note)
