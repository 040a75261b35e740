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

from core.body import sound
from core.deleted_choices import DeletedChoice

Choice = tuple[type[models.Model], int]


def stored_fields(*kinds: type) -> Iterator[tuple[int, Any, str]]:
    """
    Return each field of these kinds on each public page, with its text as stored.

    One query for each type of page.
    """
    for model in get_page_models():
        fields: list[Any] = [
            each for each in model._meta.get_fields() if isinstance(each, kinds)
        ]
        if not fields:
            continue
        # As text, so that no block has to be created from it.
        texts = [Cast(field.name, models.TextField()) for field in fields]
        for page_id, *stored in model.objects.live().values_list("pk", *texts):
            for field, text in zip(fields, stored, strict=True):
                yield page_id, field, text or ""


def gone_choices() -> Iterator[tuple[int, str, DeletedChoice]]:
    """Return the deleted choices of pages: page, place on it, former object."""
    places: dict[type[models.Model], dict[int, list[tuple[int, str]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for page_id, field, text in stored_fields(StreamField):
        block = field.stream_block
        stored = sound(block, json.loads(text or "[]"))
        for place, (model, key) in chosen_in(block, stored, field.name):
            places[model][key].append((page_id, place))
    for model, named in places.items():
        found = model._base_manager.filter(pk__in=named).values_list("pk", flat=True)
        for key in sorted(named.keys() - set(found)):
            for page_id, place in sorted(named[key]):
                yield page_id, place, DeletedChoice(model, key)


def chosen_in(block: Any, raw: Any, at: str) -> Iterator[tuple[str, Choice]]:
    """Return what is chosen in the stored value of a block, each with its place."""
    if isinstance(block, blocks.ChooserBlock):
        if raw is not None:
            yield at, (block.model_class, int(raw))
        return
    for each in stored_in(block, raw, at):
        yield from chosen_in(*each)


def stored_in(block: Any, raw: Any, at: str) -> Iterator[tuple[Any, Any, str]]:
    """Return the blocks inside a block, with what is stored for each and its place."""
    if isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        for name, child in block.child_blocks.items():
            yield child, raw.get(name), f"{at}.{name}"
    elif isinstance(block, blocks.BaseStreamBlock) and isinstance(raw, list):
        for number, item in enumerate(raw, start=1):
            if child := block.child_blocks.get(item.get("type")):
                yield child, item.get("value"), f"{at}[{number}].{item['type']}"
    elif isinstance(block, blocks.ListBlock) and isinstance(raw, list):
        for number, item in enumerate(raw, start=1):
            # A row stored by an old version of Wagtail has no wrapper.
            is_framed = isinstance(item, dict) and item.get("type") == "item"
            value = item["value"] if is_framed else item
            yield block.child_block, value, f"{at}[{number}]"
