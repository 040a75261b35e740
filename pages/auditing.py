"""Finds figures typed where the record should be referenced, and deleted choices."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from core.deleted_choices import DeletedChoice
from pages.stored_fields import gone_choices, stored_in
from sources.blocks import QuoteBlock
from sources.citing import CitationBlock
from stats.inline import repeated
from stats.models import Statistic
from stats.rich_text import FEATURE, in_editor
from stats.typed_figures import TypedFigure, record_now, typed_figures

Text = tuple[str, str]
Read = Callable[[str], str]

# A source's exact words, which may contain any number.
QUOTATIONS = {"quote"}
FIGURE = re.compile(rf'<embed embedtype="{FEATURE}" id="(\d+)"/>([^<]*)')
LINE_END = re.compile(r"</(p|h\d|li|blockquote)>|<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True)
class OddPlace:
    """Where an editor should fix something: a typed figure or a missing choice."""

    where: str
    field: str
    finding: TypedFigure | DeletedChoice

    def __str__(self) -> str:
        return f"{self.where}: {self.field}: {self.finding}"


def lines(html: str) -> str:
    """Return the text of rich text, one line per paragraph; statistics leave a gap."""
    return get_text_for_indexing(LINE_END.sub("\n", html))


def as_stored(html: str) -> str:
    return html


def of_block(block: Any, raw: Any, at: str, read: Read) -> Iterator[Text]:
    if isinstance(block, QuoteBlock | CitationBlock) or not raw:
        return
    if isinstance(block, blocks.RichTextBlock):
        yield at, read(raw)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield at, raw
    for each in stored_in(block, raw, at):
        yield from of_block(*each, read)


def of_fields(
    instance: models.Model, before: str = "", read: Read = lines
) -> Iterator[Text]:
    for field in instance._meta.concrete_fields:
        at, value = f"{before}{field.name}", getattr(instance, field.attname)
        if isinstance(field, StreamField):
            yield from of_block(field.stream_block, value.raw_data, at, read)
        elif not field.editable or field.choices or field.name in QUOTATIONS:
            continue
        elif isinstance(field, models.CharField | models.TextField) and not isinstance(
            field, models.SlugField | models.URLField
        ):
            yield at, value or ""


def texts(page: Page, read: Read = lines) -> Iterator[Text]:
    """
    Return every text that an editor typed on this page, with its field.

    `read`: what is to be read of rich text.
    """
    yield from of_fields(page, read=read)
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        for number, child in enumerate(getattr(page, name).all(), start=1):
            yield from of_fields(child, f"{name}[{number}].", read)


def name_of(page: Page) -> str:
    return f"{page.title} ({page.url})"


def typed_on_pages() -> Iterator[OddPlace]:
    record = record_now()
    for page in Page.objects.live().order_by("path").specific().iterator():
        for field, text in texts(page):
            for finding in typed_figures(text, record):
                yield OddPlace(name_of(page), field, finding)
        for field, html in texts(page, as_stored):
            for finding in repeated_units(html):
                yield OddPlace(name_of(page), field, finding)


def repeated_units(html: str) -> Iterator[TypedFigure]:
    """Return what repeats the unit of a figure before it: "3,266 arrests arrests"."""
    for key, following in FIGURE.findall(html):
        statistic = Statistic.objects.found([int(key)]).get(int(key))
        shown = in_editor(statistic)
        if statistic and (words := repeated(shown, following)):
            yield TypedFigure(words, f"{shown} {words}", (str(statistic),))


def missing_on_pages() -> Iterator[OddPlace]:
    pages = Page.objects.in_bulk()
    missing = sorted(gone_choices(), key=lambda row: (pages[row[0]].path, row[1]))
    for page_id, field, gone in missing:
        yield OddPlace(name_of(pages[page_id]), field, gone)
