"""Pages, each with its whole text."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, prefetch_related_objects
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from agencies.models import AgencyPage
from core.models.public import PublicPageQuerySet
from faq.models import QuestionPage
from news.models import NewsPage
from pages.models import ThreatPage
from search.entries.body_text import text_of
from search.entries.entry import EntryKind, SearchEntry
from search.entries.entry_source import EntrySource, Seen, digest, in_parts, numbers_in
from search.entries.tree import address_of, lasting, readable
from search.entries.words import first_sentence, joined, lines
from stats.models import Statistic

KINDS: dict[type[Page], EntryKind] = {
    QuestionPage: EntryKind.QUESTION,
    ThreatPage: EntryKind.THREAT,
    AgencyPage: EntryKind.AGENCY,
    NewsPage: EntryKind.NEWS,
}
# What is loaded at once, with all its text.
AT_ONCE = 200
# As text: a hundred thousand moments would take long to read.
SIGNED = (
    "live_revision_id",
    "title",
    "url_path",
    "search_description",
    "published",
)


def kinds_by_type() -> dict[int, EntryKind]:
    """Return the kind of each page type that is not just a page, by content type."""
    types = ContentType.objects.get_for_models(*KINDS)
    return {types[model].pk: kind for model, kind in KINDS.items()}


def live_pages() -> Any:
    """Return the pages that are live, and no agency that has left."""
    left = AgencyPage.objects.filter(is_retired=True).values("pk")
    return lasting(PublicPageQuerySet(Page)).exclude(pk__in=left)


def public_pages() -> Any:
    """Return those of them that everybody may read."""
    return readable(live_pages())


class PageEntries(EntrySource):
    """Every page that everybody may read."""

    kinds = frozenset({*KINDS.values(), EntryKind.PAGE})
    seen = dict.fromkeys(kinds, Seen(live_pages))

    def listing(self) -> Iterator[tuple[str, int]]:
        kinds = kinds_by_type()
        rows = (
            public_pages()
            .order_by()
            .annotate(published=Cast("last_published_at", CharField()))
            .values_list("pk", "content_type_id", *SIGNED)
        )
        for pk, content_type, *signed in rows.iterator(chunk_size=1000):
            kind = kinds.get(content_type, EntryKind.PAGE)
            yield f"{kind}:{pk}", digest(signed)

    def build(self, keys: Collection[str]) -> Iterator[SearchEntry]:
        for some in in_parts(numbers_in(keys), AT_ONCE):
            yield from entries_of(public_pages().filter(pk__in=some).specific())

    def using(self, changed: Collection[str]) -> Iterator[str]:
        """Yield the pages whose text shows one of these figures."""
        figures = [
            key.partition(":")[2]
            for key in changed
            if key.startswith(f"{EntryKind.FIGURE}:")
        ]
        if not figures:
            return
        found = ReferenceIndex.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            to_content_type=ContentType.objects.get_for_model(Statistic),
            to_object_id__in=figures,
        )
        pages = {int(pk) for pk in found.values_list("object_id", flat=True)}
        kinds = kinds_by_type()
        rows = public_pages().order_by().values_list("pk", "content_type_id")
        for some in in_parts(pages, AT_ONCE):
            for pk, content_type in rows.filter(pk__in=some):
                yield f"{kinds.get(content_type, EntryKind.PAGE)}:{pk}"


def entries_of(pages: Iterable[Page]) -> Iterator[SearchEntry]:
    found = list(pages)
    articles = [page for page in found if isinstance(page, NewsPage)]
    prefetch_related_objects(articles, "topics")
    for page in found:
        kind = KINDS.get(type(page), EntryKind.PAGE)
        told = TOLD.get(kind, of_page)(page)
        yield SearchEntry(
            key=f"{kind}:{page.pk}",
            title=page.title,
            **{"address": address_of(page.url_path)} | told,
        )


def text_of_page(page: Any, *more: str) -> str:
    return joined(
        getattr(page, "lede", ""),
        page.search_description,
        *more,
        text_of(getattr(page, "body", None)),
        sign="\n",
    )


def of_page(page: Any) -> dict[str, Any]:
    summary = getattr(page, "lede", "") or page.search_description
    return {"text": text_of_page(page), "answer": summary}


def of_question(page: QuestionPage) -> dict[str, Any]:
    # The page and the list of questions print the lede first.
    text = page.lede or text_of(page.body)
    return {"text": text_of_page(page), "answer": first_sentence(text)}


def of_agency(page: AgencyPage) -> dict[str, Any]:
    return {
        "address": page.on_roster(address_of(page.url_path)),
        "names": lines([page.acronym]),
        "text": text_of_page(page, page.role, page.parent_department, page.note),
        "answer": page.role,
        "source": page.source.title,
        "order": page.roster_order,
    }


def of_news(page: NewsPage) -> dict[str, Any]:
    return {
        "text": text_of_page(page, page.summary, *map(str, page.topics.all())),
        "answer": page.summary,
        # The newest first.
        "order": -page.date.toordinal(),
    }


TOLD: dict[EntryKind, Callable[[Any], dict[str, Any]]] = {
    EntryKind.QUESTION: of_question,
    EntryKind.AGENCY: of_agency,
    EntryKind.NEWS: of_news,
}
