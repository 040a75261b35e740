"""The page of one published value: what it is, and what has become of it."""

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext

from record.cite_this import CiteThis
from record.statistic_page import LONGEST_DESCRIPTION
from stats.charts.series import is_withdrawal
from stats.models import Observation


def value_context(value: Observation) -> dict[str, Any]:
    """Return what the page of this value shows."""
    newer = Observation.objects.published().filter(supersedes=value)
    replacement = newer.select_related("statistic__program", "source").first()
    if replacement:
        replacement.supersedes = value  # loaded already
    return {
        "value": value,
        "statistic": value.statistic,
        "replacement": replacement,
        "is_withdrawn": is_withdrawal(value),
        "is_withdrawal": replacement is not None and is_withdrawal(replacement),
        "title": CiteThis(value).title,
        "description": description(value),
    }


def description(value: Observation) -> str:
    """Return the value with its source, as much of it as fits."""
    text = gettext("%(title)s, published with its source: %(source)s.") % {
        "title": CiteThis(value).title,
        "source": value.source.title,
    }
    return Truncator(text).chars(LONGEST_DESCRIPTION)
