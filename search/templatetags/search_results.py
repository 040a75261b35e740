"""What a search result is."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

# What a search result is, in a reader's words, by the name of its model.
KINDS = {
    "statistic": _("Figure"),
    "jurisdiction": _("Region"),
    "threatpage": _("Threat"),
    "agencypage": _("Agency"),
    "questionpage": _("Question"),
    "newspage": _("News"),
}


@register.filter
def kind(result: Any) -> str:
    """Return what a search result is, in a reader's terms."""
    return str(KINDS.get(result._meta.model_name, _("Page")))
