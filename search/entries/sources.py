"""The source register, and where its sources differ."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from page_cache.request_cache import once_per_generation
from record.disagreements import with_values
from record.models import RecordPage
from search.entries.entry import EntryKind, SearchEntry
from search.entries.entry_source import Seen, WholeSource
from search.entries.tree import is_shown
from search.entries.words import joined
from sources.models import Disagreement, Source


def in_use() -> Any:
    return Source.objects.filter(is_retired=False)


def cited() -> set[int]:
    """Return the primary keys of those that something public cites."""
    return once_per_generation(
        "search:cited",
        lambda: set(Source.objects.cited().values_list("pk", flat=True)),
    )


def address_words(url: str) -> str:
    """Return an address as readers know it: “wsls.com/news/some-headline”."""
    parts = urlsplit(url)
    return unquote(f"{parts.netloc.removeprefix('www.')}{parts.path}").strip("/")


class RegisteredSources(WholeSource):
    """Sources that something public cites."""

    kinds = frozenset({EntryKind.SOURCE})
    seen = {EntryKind.SOURCE: Seen(in_use, RecordPage, among=cited)}

    def entries(self) -> Iterator[SearchEntry]:
        if not is_shown(RecordPage):
            return
        for source in Source.objects.cited().filter(is_retired=False):
            yield SearchEntry(
                key=f"{EntryKind.SOURCE}:{source.pk}",
                address=source.url_path,
                title=source.title,
                names=source.publisher,
                text=joined(
                    joined(str(source.get_kind_display()), source.note),
                    source.date_note,
                    # Its words are often those of a headline.
                    address_words(source.url),
                    sign="\n",
                ),
                answer=joined(source.publisher, source.date_text, sign=", "),
                order=source.number,
            )


class Differences(WholeSource):
    """What several sources say about one topic."""

    kinds = frozenset({EntryKind.DIFFERENCE})
    seen = {
        EntryKind.DIFFERENCE: Seen(
            lambda: Disagreement.objects.filter(live=True), RecordPage
        )
    }

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
