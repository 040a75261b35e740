"""Milestones of the timeline, each at its place on that page."""

from collections.abc import Iterator

from core.models.public import PublicPageQuerySet
from search.entries.entry import EntryKind, SearchEntry
from search.entries.entry_source import Seen, WholeSource
from search.entries.tree import address_of, readable
from search.entries.words import joined, said_by
from timeline.models import Milestone, TimelinePage


def timelines() -> PublicPageQuerySet:
    return readable(TimelinePage.objects.all())


class Milestones(WholeSource):
    """What happened, by its day."""

    kinds = frozenset({EntryKind.MILESTONE})
    seen = {EntryKind.MILESTONE: Seen(Milestone.objects.all, TimelinePage)}

    def entries(self) -> Iterator[SearchEntry]:
        order = 0
        for page in timelines():
            for row in page.in_order():
                order += 1
                yield SearchEntry(
                    key=f"{EntryKind.MILESTONE}:{row.pk}",
                    address=f"{address_of(page.url_path)}#{row.anchor}",
                    title=row.title,
                    names=row.date_text,
                    text=row.text,
                    answer=joined(row.date_text, row.text, sign=": "),
                    source=said_by(row.source),
                    order=order,
                )
