"""Keeps the lines that people in danger are led to: they stay public."""

from django.utils.translation import gettext

from regions.models import NationalLine
from regions.models.line import KEEPERS
from search.models import DistressWords
from understanding.distress import GROUPS

BUILT_IN = frozenset(group.line for group in GROUPS)


def kept_for_editors(line: NationalLine) -> str:
    """Return why a line must stay public, and where to change that; or nothing."""
    words = DistressWords.objects.filter(line=line.pk, live=True).first()
    if words is None:
        return ""
    return gettext(
        "“%(line)s” must stay public: the search leads people in danger to it, when "
        "they type “%(words)s”. First choose another line there: Site search, Words of "
        "distress."
    ) % {"line": line, "words": words}


def kept_for_built_in(line: NationalLine) -> str:
    if line.slug not in BUILT_IN:
        return ""
    return gettext(
        "“%(line)s” must stay public: words of distress that are built into the search "
        "lead to it. If its number is out of date, change it here."
    ) % {"line": line}


def connect() -> None:
    KEEPERS.extend([kept_for_built_in, kept_for_editors])
