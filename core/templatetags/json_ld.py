"""Structured data in the head of a page."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()

# Inside a script element, "</script>" would end it, whatever the quotation marks say.
ESCAPES = {ord(mark): f"\\u{ord(mark):04X}" for mark in "<>&"}


@register.simple_tag(takes_context=True)
def structured_data(context: Context) -> str:
    """Render the page's structured data as JSON-LD; nothing if it has none."""
    page = context.get("page")
    describe = getattr(page, "structured_data", None)
    found = describe(context.flatten()) if describe else []
    if not found:
        return ""
    graph = {"@context": "https://schema.org", "@graph": found}
    written = json.dumps(graph, cls=DjangoJSONEncoder, ensure_ascii=False)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(written.translate(ESCAPES)),  # noqa: S308, no <, > or & is left
    )
