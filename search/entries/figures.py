"""Figures of the record, with their values in every spelling."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import gettext

from record.models import RecordPage
from search.entries.entry import EntryKind, SearchEntry
from search.entries.entry_source import Seen, WholeSource
from search.entries.tree import is_shown
from search.entries.words import joined, lines, numbers_of, said_by
from stats.inline import in_words
from stats.models import Observation, Statistic

PUBLISHED = Prefetch(
    "observations",
    queryset=Observation.objects.published().select_related("source"),
    to_attr="published_observations",
)


def supported() -> Any:
    """Return the statistics that a current value supports."""
    current = Observation.objects.current().filter(statistic=OuterRef("pk"))
    return Statistic.objects.filter(Exists(current), is_retired=False)


class Figures(WholeSource):
    """Statistics that a current value supports."""

    kinds = frozenset({EntryKind.FIGURE})
    seen = {EntryKind.FIGURE: Seen(supported, RecordPage)}

    def entries(self) -> Iterator[SearchEntry]:
        if not is_shown(RecordPage):
            return
        found = Statistic.objects.filter(is_retired=False).with_current()
        for place, figure in enumerate(found.prefetch_related(PUBLISHED)):
            if figure.current_observations:
                yield entry_of(figure, place)


def entry_of(figure: Any, order: int) -> SearchEntry:
    current = figure.current_observations
    first = current[0]
    said = in_words(figure)
    return SearchEntry(
        key=f"{EntryKind.FIGURE}:{figure.pk}",
        address=figure.url,
        title=figure.search_title,
        names=names_of(figure),
        text=joined(
            figure.counts,
            figure.note,
            figure.program.name,
            figure.program.description,
            *(joined(each.value_text, each.period_text, each.note) for each in current),
            *(each.value_text for each in figure.published_observations),
            sign="\n",
        ),
        answer=joined(said, first.also_stated_as and f"({first.also_stated_as})")
        + (f", {first.period_text}" if first.period_text else ""),
        source=said_by(first.source),
        note=joined(
            figure.arrest_reminder,
            ""
            if figure.program.is_own
            else gettext("Separate program: not task force results."),
        ),
        order=order,
    )


def names_of(figure: Any) -> str:
    """Return its label, and each value with its unit in every spelling."""
    found = [figure.label, f"{figure.label} {figure.unit}".strip()]
    for value in figure.current_observations:
        for wording in filter(None, (value.as_published, value.also_stated_as)):
            found.append(wording)
            for number in numbers_of(wording):
                found += [number, f"{number} {figure.unit}".strip()]
    return lines(found)
