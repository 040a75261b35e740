"""Years that a source does not print: marked, and explained once on each page."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

MARK = "\N{DAGGER}"


@register.simple_tag
def year_mark(dated: Any) -> SafeString | str:
    """Return the mark that stands right behind a date if its year was worked out."""
    if not dated.is_year_inferred:
        return ""
    html = render_to_string("components/year_mark.html").strip()
    return mark_safe(html)  # noqa: S308, a template without context


@register.simple_block_tag
def explain_years(content: str) -> SafeString:
    """Add the explanation to a finished page if any part of it has the mark."""
    note = render_to_string("components/year_note.html") if MARK in content else ""
    return mark_safe(content + note)  # noqa: S308, templates have escaped it
