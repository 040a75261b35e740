"""Both sides of a difference: which published values rest on which position."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Prefetch

from sources.models import Disagreement
from sources.models.disagreement import DifferenceKind, DisagreementQuerySet
from stats.models import Observation

Data = dict[str, Any]


def with_values(
    found: DisagreementQuerySet,
    at: datetime.datetime | None = None,
    *,
    replaced: bool = False,
) -> DisagreementQuerySet:
    """
    Load the published values of each position as `values`.

    Only current values, or superseded ones as well.
    """
    of = Observation.objects
    values = of.published(at) if replaced else of.current(at)
    return found.prefetch_related(
        Prefetch(
            "positions__observations",
            queryset=values.select_related("statistic__program", "source").order_by(
                "statistic__program__order", "statistic__order", "pk"
            ),
            to_attr="values",
        )
    )


def by_kind(found: Iterable[Disagreement]) -> dict[str, list[Disagreement]]:
    """Return `disagreements`, and apart from them what no page calls different."""
    topics = list(found)
    return {
        name: [topic for topic in topics if topic.kind == kind]
        for name, kind in (
            ("disagreements", DifferenceKind.CONTRADICTION),
            ("accounts", DifferenceKind.COMPATIBLE),
            ("measures", DifferenceKind.MEASURE),
        )
    }


def in_record(at: datetime.datetime | None = None) -> list[Disagreement]:
    """Return the differences in the record as of a given moment."""
    found = Disagreement.objects.published()
    if at is not None:
        found = found.filter(first_published_at__lte=at)
    return list(with_values(found, at, replaced=True))


def address(disagreement: Disagreement) -> str:
    return f"{settings.PUBLIC_URL}{disagreement.url}"


def value_address(value: Observation) -> str:
    return f"{settings.PUBLIC_URL}{value.url}"


def value_data(value: Observation, current: set[int]) -> Data:
    """Return what identifies a value, and its source."""
    return {
        "id": value.pk,
        "url": value_address(value),
        "program": value.statistic.program.name,
        "statistic": value.statistic.slug,
        "as_published": value.as_published,
        "source": value.source.slug,
        "is_current": value.pk in current,
    }


def position_data(position: Any, current: set[int]) -> Data:
    return {
        "says": position.says,
        "quote": position.quote,
        "as_of": position.as_of,
        "source": position.source.slug,
        "source_title": position.source.title,
        "source_url": position.source.url,
        "values": [value_data(value, current) for value in position.values],
    }


def disagreement_data(disagreement: Disagreement, current: set[int]) -> Data:
    return {
        "id": disagreement.slug,
        "topic": disagreement.topic,
        "kind": disagreement.kind,
        "explanation": disagreement.explanation,
        "url": address(disagreement),
        "positions": [
            position_data(position, current)
            for position in disagreement.positions.all()
        ],
    }


def sides(found: Iterable[Disagreement], current: set[int]) -> dict[int, Data]:
    """Return for each value, by its key, its own side and what the others say."""
    return {
        value.pk: side_data(disagreement, position, current)
        for disagreement in found
        for position in disagreement.positions.all()
        for value in position.values
    }


def side_data(disagreement: Disagreement, position: Any, current: set[int]) -> Data:
    return {
        "id": disagreement.slug,
        "topic": disagreement.topic,
        "url": address(disagreement),
        "position": position.says,
        "others": [
            value_data(value, current)
            for other in disagreement.positions.all()
            if other.pk != position.pk
            for value in other.values
        ],
    }
