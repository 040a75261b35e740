"""The source register, and where its sources differ."""

from collections.abc import Collection, Iterator

from page_cache.request_cache import once_per_generation
from record.disagreements import with_values
from record.models import RecordPage
from search.entries.entry import EntryKind, SearchEntry
from search.entries.entry_source import WholeSource, numbers_in
from search.entries.tree import is_shown
from search.entries.words import joined
from sources.models import Disagreement, Source


class RegisteredSources(WholeSource):
    """Sources that something public cites."""

    kinds = frozenset({EntryKind.SOURCE})

    def entries(self) -> Iterator[SearchEntry]:
        if not is_shown(RecordPage):
            return
        for source in Source.objects.cited().filter(is_retired=False):
            yield SearchEntry(
                key=f"{EntryKind.SOURCE}:{source.pk}",
                address=source.url_path,
                title=source.title,
                names=source.publisher,
                text=joined(str(source.get_kind_display()), source.note),
                answer=joined(source.publisher, source.date_text, sign=", "),
                order=source.number,
            )

    @classmethod
    def visible(cls, keys: Collection[str]) -> set[str]:
        # What is cited takes long to find, and was public once. So it is found once.
        cited = once_per_generation(
            "search:cited",
            lambda: set(Source.objects.cited().values_list("pk", flat=True)),
        )
        known = {pk: key for pk, key in numbers_in(keys).items() if pk in cited}
        if not is_shown(RecordPage):
            return set()
        found = Source.objects.filter(is_retired=False, pk__in=known)
        return {known[pk] for pk in found.values_list("pk", flat=True)}


class Differences(WholeSource):
    """What several sources say about one topic."""

    kinds = frozenset({EntryKind.DIFFERENCE})

    def entries(self) -> Iterator[SearchEntry]:
        if not is_shown(RecordPage):
            return
        for topic in with_values(Disagreement.objects.published()):
            positions = list(topic.positions.all())
            said = [f"{each.source.title}: {each.says}" for each in positions]
            yield SearchEntry(
                key=f"{EntryKind.DIFFERENCE}:{topic.pk}",
                address=topic.url,
                title=topic.topic,
                names=str(topic.get_kind_display()),
                text=joined(topic.explanation, *said, sign="\n"),
                answer=topic.explanation or joined(*(each.says for each in positions)),
                source=joined(
                    *dict.fromkeys(p.source.title for p in positions), sign="; "
                ),
                order=topic.order,
            )

    @classmethod
    def visible(cls, keys: Collection[str]) -> set[str]:
        known = numbers_in(keys) if is_shown(RecordPage) else {}
        found = Disagreement.objects.filter(live=True, pk__in=known)
        return {known[pk] for pk in found.values_list("pk", flat=True)}
