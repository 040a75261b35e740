"""What of the public site rests on one source, each kind of record apart."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from wagtail.models import Page

from sources.models import Citation, Source
from sources.models.register import AS_TEXT, VisibleContent
from sources.models.source_use import SourceUse
from sources.quoted import quoted_on

PAGES = "page"

Rows = dict[str, QuerySet[Any]]


def rows_by_kind(source: Source) -> Rows:
    """Return what readers see that rests on a source, by the name of its model."""
    visible = VisibleContent(None)
    found: Rows = {
        rows.model._meta.model_name: rows.model.to_list(rows.filter(source=source))
        for rows in visible.rows_with(Source)
        if rows.model is not Citation
    }
    return found | {PAGES: pages_of(source, visible)}


def pages_of(source: Source, visible: VisibleContent) -> QuerySet[Page]:
    """Return the public pages that name a source as theirs, or in their text."""
    in_text = visible.words_about(source).values("object_id")
    listed = Citation.objects.filter(source=source).values("page")
    return (
        visible.pages.alias(key=AS_TEXT)
        .filter(Q(pk__in=listed) | Q(key__in=in_text))
        .order_by("path")
    )


def numbers(source: Source, found: Rows) -> dict[str, int]:
    """Count each kind, all in one query."""
    counted = {
        name: Coalesce(Subquery(one_count(rows)), Value(0))
        for name, rows in found.items()
    }
    return Source.objects.filter(pk=source.pk).values(**counted).get()


def one_count(rows: QuerySet[Any]) -> QuerySet[Any]:
    # Grouped by what is the same in every row.
    plain = rows.order_by().select_related(None).annotate(all=Value(1)).values("all")
    return plain.annotate(number=Count("pk")).values("number")


def listed(source: Source, kind: str, rows: Iterable[Any]) -> list[SourceUse]:
    """Return some rows of one kind as readers are told of them."""
    if kind == PAGES:
        return list(listed_pages(source, list(rows)))
    return [row.listed() for row in rows]


def listed_pages(source: Source, pages: list[Page]) -> Iterator[SourceUse]:
    quotes = quoted_on(pages, source)
    for page in pages:
        title = gettext("Home page") if page.depth == 2 else page.title
        yield SourceUse(title, page.get_url() or "", quotes=tuple(quotes[page.pk]))
