"""What public pages have chosen and was deleted, read without making any block."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models.functions import Cast
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import get_page_models

from core.body import sound
from core.deleted_choices import DeletedChoice

Choice = tuple[type[models.Model], int]


def gone_choices() -> Iterator[tuple[int, DeletedChoice]]:
    """Return the number of each page, with what is missing on it."""
    pages: dict[type[models.Model], dict[int, set[int]]] = defaultdict(
        lambda: defaultdict(set)
    )
    for page_id, (model, key) in choices():
        pages[model][key].add(page_id)
    for model, named in pages.items():
        found = model._base_manager.filter(pk__in=named).values_list("pk", flat=True)
        for key in sorted(named.keys() - set(found)):
            for page_id in sorted(named[key]):
                yield page_id, DeletedChoice(model, key)


def choices() -> Iterator[tuple[int, Choice]]:
    """Return each choice on a public page; one query for each type of page."""
    for model in get_page_models():
        fields = [
            each for each in model._meta.get_fields() if isinstance(each, StreamField)
        ]
        # As text, so that no block has to be made of it.
        texts = [Cast(field.name, models.TextField()) for field in fields]
        rows = model.objects.live().values_list("pk", *texts) if fields else ()
        for page_id, *bodies in rows:
            for field, body in zip(fields, bodies, strict=True):
                stored = sound(field.stream_block, json.loads(body or "[]"))
                for choice in chosen_in(field.stream_block, stored):
                    yield page_id, choice


def chosen_in(block: Any, raw: Any) -> Iterator[Choice]:
    """Return what is chosen in the stored value of a block."""
    if isinstance(block, blocks.ChooserBlock):
        if raw is not None:
            yield block.model_class, int(raw)
        return
    for child, value in stored_in(block, raw):
        yield from chosen_in(child, value)


def stored_in(block: Any, raw: Any) -> Iterator[tuple[Any, Any]]:
    """Return the blocks inside a block, with what is stored for each."""
    if isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        for name, child in block.child_blocks.items():
            yield child, raw.get(name)
    elif isinstance(block, blocks.BaseStreamBlock) and isinstance(raw, list):
        for item in raw:
            if child := block.child_blocks.get(item.get("type")):
                yield child, item.get("value")
    elif isinstance(block, blocks.ListBlock) and isinstance(raw, list):
        for item in raw:
            # A row that an old version of Wagtail stored has no frame around it.
            is_framed = isinstance(item, dict) and item.get("type") == "item"
            yield block.child_block, item["value"] if is_framed else item
