"""Keeps the lines that people in danger are led to: they stay public."""

from django.utils.translation import gettext

from regions.models import NationalLine
from regions.models.line import KEEPERS
from search.models import DistressWords


def why_kept(line: NationalLine) -> str:
    """Return why a line must stay public, and where to change that; or nothing."""
    words = DistressWords.objects.filter(line=line.pk, live=True).first()
    if words is None:
        return ""
    return gettext(
        "“%(line)s” must stay public: the search leads people in danger to it, when "
        "they type “%(words)s”. First choose another line there: Site search, Words of "
        "distress."
    ) % {"line": line, "words": words}


def connect() -> None:
    KEEPERS.append(why_kept)
