"""Why something cannot be deleted, in the admin's lists."""

from typing import Any

from django import template

from publishing.deletion import refusal

register = template.Library()


@register.simple_tag
def why_it_stays(item: Any) -> str:
    """Return the reason; Wagtail lists some objects directly, and some in a dict."""
    return refusal(item["item"] if isinstance(item, dict) else item)
