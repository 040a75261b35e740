"""The addresses below the record that the sitemap lists."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Max, Q

from sources.models import Source
from stats.models import Statistic

CORRECTIONS = "/record/corrections/"
DIFFERENCES = "/record/differences/"
REGISTER = "/record/sources/"


def below_record(last_change: Any) -> Iterator[dict[str, Any]]:
    """
    Yield each page below the record, with the moment of its last change.

    Not the pages of single values: a search should lead to the statistic, which has the
    newest one.
    """
    for path in (CORRECTIONS, DIFFERENCES, REGISTER):
        yield entry(path, last_change)
    for source in Source.objects.cited().select_related("latest_revision"):
        revision = source.latest_revision
        yield entry(source.url_path, revision and revision.created_at)
    statistics = Statistic.objects.shown().annotate(
        last_published_at=Max(
            "observations__first_published_at", filter=Q(observations__live=True)
        )
    )
    for statistic in statistics:
        yield entry(statistic.url, statistic.last_published_at)


def entry(path: str, last_change: Any) -> dict[str, Any]:
    return {"location": settings.PUBLIC_URL + path, "lastmod": last_change}
