"""What public pages store in their fields, read without creating any block."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models.functions import Cast
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import get_page_models

from core.body import is_list_item, sound
from core.deleted_choices import DeletedChoice

Choice = tuple[type[models.Model], int]


def stored_streams() -> Iterator[tuple[int, StreamField, Any]]:
    """
    Return each stream field of each public page, with its blocks as stored.

    One query for each type of page.
    """
    for model in get_page_models():
        fields: list[Any] = [
            each for each in model._meta.get_fields() if isinstance(each, StreamField)
        ]
        # As text, so that no block has to be created from it.
        texts = [Cast(field.name, models.TextField()) for field in fields]
        pages = model.objects.live() if fields else model.objects.none()
        for page_id, *stored in pages.values_list("pk", *texts):
            for field, text in zip(fields, stored, strict=True):
                yield page_id, field, json.loads(text or "[]")


def gone_choices() -> Iterator[tuple[int, str, DeletedChoice]]:
    """Return the deleted choices of pages: page, place on it, former object."""
    places: dict[type[models.Model], dict[int, list[tuple[int, str]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for page_id, field, stored in stored_streams():
        block = field.stream_block
        for place, (model, key) in chosen_in(block, sound(block, stored), field.name):
            places[model][key].append((page_id, place))
    for model, named in places.items():
        found = model._base_manager.filter(pk__in=named).values_list("pk", flat=True)
        for key in sorted(named.keys() - set(found)):
            for page_id, place in sorted(named[key]):
                yield page_id, place, DeletedChoice(model, key)


def chosen_in(block: Any, raw: Any, at: str) -> Iterator[tuple[str, Choice]]:
    """Return what is chosen in the stored value of a block, each with its place."""
    if isinstance(block, blocks.ChooserBlock) and raw is not None:
        yield at, (block.model_class, int(raw))
    for each in stored_in(block, raw, at):
        yield from chosen_in(*each)


def stored_in(block: Any, raw: Any, at: str) -> Iterator[tuple[Any, Any, str]]:
    """
    Return the blocks inside a block, with what is stored for each and its place.

    `raw` must be `sound`; it is None where nothing is stored.
    """
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield child, (raw or {}).get(name), f"{at}.{name}"
    elif isinstance(block, blocks.BaseStreamBlock):
        for number, item in enumerate(raw or [], start=1):
            name = item["type"]
            yield block.child_blocks[name], item["value"], f"{at}[{number}].{name}"
    elif isinstance(block, blocks.ListBlock):
        for number, item in enumerate(raw or [], start=1):
            value = item["value"] if is_list_item(item) else item
            yield block.child_block, value, f"{at}[{number}]"
