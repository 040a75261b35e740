"""The filter above the record. It lives in the address, so that a link keeps it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from sources.models import Source
from stats.models import Programme, Statistic


@dataclass(frozen=True)
class RecordFilter:
    """What a reader can choose, what was chosen, and the statistics that are left."""

    programmes: list[Programme]
    sources: list[Source]
    programme: Programme | None
    source: Source | None
    statistics: list[Statistic]

    @property
    def is_active(self) -> bool:
        return bool(self.programme or self.source)


def record_filter(statistics: Iterable[Statistic], asked: QueryDict) -> RecordFilter:
    """
    Filter by `program` and `source`, each a slug; what is unknown filters nothing.

    A statistic that the source gives a value for keeps the values of all its sources:
    a filter must not hide that they differ.
    """
    rows = list(statistics)
    programmes = {row.programme.slug: row.programme for row in rows}
    sources = {
        observation.source.slug: observation.source
        for row in rows
        for observation in row.current_observations
    }
    programme = programmes.get(asked.get("program", ""))
    source = sources.get(asked.get("source", ""))
    return RecordFilter(
        programmes=list(programmes.values()),
        sources=sorted(sources.values(), key=lambda found: found.number),
        programme=programme,
        source=source,
        statistics=[
            row
            for row in rows
            if programme in (None, row.programme)
            and (
                source is None
                or any(one.source == source for one in row.current_observations)
            )
        ],
    )
