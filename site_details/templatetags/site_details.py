"""The name of the site, for templates that have nothing but their own context."""

from django import template

from site_details.reading import current

register = template.Library()


@register.simple_tag
def site_name() -> str:
    """Return the name as readers see it now."""
    return current().name
