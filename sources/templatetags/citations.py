"""Marks behind what is cited, and where their notes stand."""

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

from sources.citations.finished_page import PLACE, numbered
from sources.citations.marks import MARK, CitedPassage, Citing

register = template.Library()

CONTAINER_END = re.compile(r"</(?:article|div|li|section)>\s*\Z")


@register.simple_tag
def marks(*cited: Citing | Iterable[Citing] | None) -> SafeString:
    """Return the marks of citations, values or milestones, single or in lists."""
    rows: list[Any] = []
    for one in cited:
        rows.extend(one if isinstance(one, Iterable) else [one])
    found = [CitedPassage.of(row) for row in rows if row and row.source_id]
    return format_html_join("", "{}", ((one.mark,) for one in found))


@register.simple_tag
def prose(text: RichText) -> SafeString:
    """Return a text of an editor, without the template that Wagtail puts around it."""
    return mark_safe(expand_db_html(text.source))  # noqa: S308, Wagtail has checked it


@register.simple_block_tag
def noted(content: str) -> SafeString:
    """Give a section that cites something a place for its notes, at its own end."""
    if MARK.search(content) and PLACE not in content:
        # No paragraph can hold notes.
        end = CONTAINER_END.search(content)
        at = end.start() if end else len(content)
        content = f"{content[:at]}{PLACE}{content[at:]}"
    return mark_safe(content)  # noqa: S308, templates have escaped it


@register.simple_block_tag
def noted_below(content: str, reviewed: Any = None) -> SafeString:
    """Give a whole page one place for its notes, under a heading at its foot."""
    has_notes = bool(MARK.search(content)) and PLACE not in content
    place = mark_safe(PLACE)  # noqa: S308, an element without content
    foot = {"place": place if has_notes else "", "reviewed": reviewed}
    content += render_to_string("components/page_notes.html", foot)
    return mark_safe(content)  # noqa: S308, templates have escaped it


@register.simple_block_tag
def cited(content: str) -> SafeString:
    """Put the numbers of a finished page's citations in, and their notes."""
    return mark_safe(numbered(content))  # noqa: S308, templates have escaped it
