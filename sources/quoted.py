"""The words of a source that pages quote, read from what the database stores."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from django.db import models
from django.db.models.functions import Cast
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page

from sources.citations.rich_text import FEATURE, from_attrs
from sources.models import Citation, Source

Stored = models.TextField()


def quoted_on(pages: list[Page], source: Source) -> dict[int, list[str]]:
    """Return what each page quotes of a source, each once, by the page's key."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    citations = Citation.objects.filter(page__in=pages, source=source)
    for key, quote in citations.values_list("page", "quote"):
        found[key][quote] = None
    for key, stored in stored_texts(pages):
        for quote in quotes_in(json.loads(stored or "[]"), source.pk):
            found[key][quote] = None
    return defaultdict(
        list, {key: [quote for quote in each if quote] for key, each in found.items()}
    )


def stored_texts(pages: list[Page]) -> Iterator[tuple[int, str]]:
    """Yield the stored text of each stream of these pages: one query for all."""
    parts: list[Any] = [
        model._base_manager.filter(**{f"{owner}__in": pages})
        .order_by()
        .annotate(stored=Cast(field.name, Stored))
        .values_list(owner, "stored")
        for page_model in {page.specific_class for page in pages} - {None}
        for model, owner in with_rows(page_model)
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    ]
    if parts:
        yield from parts[0].union(*parts[1:], all=True)


def with_rows(page_model: type[Page]) -> Iterator[tuple[Any, str]]:
    """Yield a type of page and those of its rows, and what names the page in each."""
    yield page_model, "pk"
    for relation in get_all_child_relations(page_model):
        yield relation.related_model, relation.field.name


def quotes_in(stored: Any, key: int) -> Iterator[str]:
    """Yield the words quoted of the source with this key; empty if it quotes none."""
    if isinstance(stored, str):
        yield from quotes_in_text(stored, key)
    elif isinstance(stored, list):
        for each in stored:
            yield from quotes_in(each, key)
    elif isinstance(stored, dict):
        if str(stored.get("source")) == str(key):
            # A quotation is the words themselves.
            yield str(stored.get("quote") or stored.get("text") or "")
        for each in stored.values():
            yield from quotes_in(each, key)


def quotes_in_text(text: str, key: int) -> Iterator[str]:
    if f'embedtype="{FEATURE}"' not in text:
        return
    for mark in BeautifulSoup(text, "html.parser").find_all("embed"):
        citation = from_attrs({name: str(value) for name, value in mark.attrs.items()})
        if mark.get("embedtype") == FEATURE and citation.source_id == key:
            yield citation.quote
