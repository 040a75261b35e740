"""Every text of the pages that readers see now."""

import re
from collections.abc import Iterator
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from core.gone import Gone
from pages.auditing.place import Place
from sources.blocks import QuoteBlock
from stats.typed_figures import record_now, typed_figures

Text = tuple[str, str]

# The exact words of a source, which may count what they like.
QUOTATIONS = {"quote"}
LINE_END = re.compile(r"</(p|h\d|li|blockquote)>|<br\s*/?>", re.IGNORECASE)


def lines(html: str) -> str:
    """Give the words of rich text, each paragraph on a line; statistics leave a gap."""
    return get_text_for_indexing(LINE_END.sub("\n", html))


def inside(block: Any, value: Any, at: str) -> Iterator[tuple[Any, Any, str]]:
    """Give the blocks that a block holds, with their values and places."""
    if isinstance(block, ImageBlock):
        # A struct in its form, but its value is the image itself.
        value = block._image_to_struct_value(value)
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield child, value.get(name), f"{at}.{name}"
    elif isinstance(block, blocks.ListBlock):
        for number, item in enumerate(value, start=1):
            yield block.child_block, item, f"{at}[{number}]"
    elif isinstance(block, blocks.StreamBlock):
        for number, item in enumerate(value, start=1):
            yield item.block, item.value, f"{at}[{number}].{item.block_type}"


def of_block(block: Any, value: Any, at: str) -> Iterator[Text]:
    if isinstance(block, QuoteBlock) or not value:
        return
    if isinstance(block, blocks.RichTextBlock):
        yield at, lines(value.source)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield at, value
    for each in inside(block, value, at):
        yield from of_block(*each)


def of_fields(instance: models.Model, before: str = "") -> Iterator[Text]:
    for field in instance._meta.concrete_fields:
        at, value = f"{before}{field.name}", getattr(instance, field.attname)
        if isinstance(field, StreamField):
            yield from of_block(field.stream_block, value, at)
        elif not field.editable or field.choices or field.name in QUOTATIONS:
            continue
        elif isinstance(field, RichTextField):
            yield at, lines(value)
        elif isinstance(field, models.CharField | models.TextField) and not isinstance(
            field, models.SlugField | models.URLField
        ):
            yield at, value or ""


def texts(page: Page) -> Iterator[Text]:
    """Give every text that an editor typed on this page, with its field."""
    yield from of_fields(page)
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        for number, child in enumerate(getattr(page, name).all(), start=1):
            yield from of_fields(child, before=f"{name}[{number}].")


def gone_in(block: Any, value: Any, at: str) -> Iterator[tuple[str, Gone]]:
    if isinstance(value, Gone):
        yield at, value
    elif value:
        for each in inside(block, value, at):
            yield from gone_in(*each)


def gone_on(page: Page) -> Iterator[tuple[str, Gone]]:
    """Return what the blocks of a page have chosen and was deleted, with its field."""
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            value = getattr(page, field.attname)
            yield from gone_in(field.stream_block, value, field.name)


def live_pages() -> Iterator[tuple[Page, str]]:
    for page in Page.objects.live().order_by("path").specific().iterator():
        yield page, f"{page.title} ({page.url})"


def typed_on_pages() -> Iterator[Place]:
    record = record_now()
    for page, where in live_pages():
        for field, text in texts(page):
            for finding in typed_figures(text, record):
                yield Place(where, field, finding)


def missing_on_pages() -> Iterator[Place]:
    for page, where in live_pages():
        for field, gone in gone_on(page):
            yield Place(where, field, gone)
