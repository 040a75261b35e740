"""The filter above the record. It is part of the URL, so that a link keeps it."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from stats.models import Statistic


def record_filter(statistics: Iterable[Statistic], asked: QueryDict) -> dict[str, Any]:
    """
    Filter by `program` and `source`, each a slug; what is unknown filters nothing.

    A statistic that the source gives a value for keeps the values of all its sources:
    a filter must not hide that they differ.
    """
    rows = list(statistics)
    programs = {row.program.slug: row.program for row in rows}
    sources = {
        observation.source.slug: observation.source
        for row in rows
        for observation in row.current_observations
    }
    program = programs.get(asked.get("program", ""))
    source = sources.get(asked.get("source", ""))
    return {
        "programs": list(programs.values()),
        "sources": sorted(sources.values(), key=lambda found: found.number),
        "program": program,
        "source": source,
        "statistics": [
            row
            for row in rows
            if program in (None, row.program)
            and (
                source is None
                or any(one.source == source for one in row.current_observations)
            )
        ],
    }
