"""Rendered drawings, to be read as the XML that they are."""

from xml.etree import ElementTree

from django.template.loader import render_to_string


def render(template, **context):
    """Return the one element that a component renders, or None."""
    html = render_to_string(f"components/{template}.html", context).strip()
    return ElementTree.fromstring(html) if html else None  # noqa: S314, our own template


def render_all(template, **context):
    """Return what a component renders, wrapped in one element."""
    html = render_to_string(f"components/{template}.html", context)
    return ElementTree.fromstring(f"<div>{html}</div>")  # noqa: S314, our own template
