"""The body of a page: stored blocks that are malformed are left out and logged."""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from core.keys import is_key
from publishing.revision_content import from_json

logger = logging.getLogger(__name__)

MISSING = object()
# What a block raises for values it has not written itself.
OUT_OF_SHAPE = (
    ArithmeticError,
    AttributeError,
    TypeError,
    ValidationError,
    ValueError,
)
# What is a text where it is stored.
TEXTS = (
    blocks.CharBlock,
    blocks.ChoiceBlock,
    blocks.DateBlock,
    blocks.RichTextBlock,
    blocks.TextBlock,
    blocks.URLBlock,
)


class BodyBlock(blocks.StreamBlock):
    """
    The blocks of a page.

    An import or a migration may have stored what no form would. The rest is shown, and
    stays in the order in which the database keeps it: the seed knows it by a hash.
    """

    def to_python(self, value: Any) -> blocks.StreamValue:
        value = from_json(value)
        if is_stored(value):
            value = in_stream(self, value)
        return super().to_python(value)


def is_stored(value: Any) -> bool:
    """Return whether it comes from the database; code passes pairs, or a value."""
    if isinstance(value, list | tuple):
        return bool(value) and not isinstance(value[0], tuple)
    return bool(value) and not isinstance(value, str | blocks.StreamValue)


def left_out(block: blocks.Block, raw: Any, instead: Any = MISSING) -> Any:
    logger.error("Left out of a body, as “%s” cannot be %.200r", block.name, raw)
    return instead


def sound(block: blocks.Block, raw: Any) -> Any:
    """Return a block's stored value without what it cannot hold, or MISSING."""
    if isinstance(block, blocks.StreamBlock):
        return in_stream(block, raw)
    if isinstance(block, blocks.StructBlock):
        return in_struct(block, raw)
    if isinstance(block, blocks.ListBlock):
        return in_list(block, raw)
    if holds(block, raw):
        return raw
    # A page would show a missing text as "None".
    return left_out(block, raw, "" if isinstance(block, TEXTS) else MISSING)


def holds(block: blocks.Block, raw: Any) -> bool:
    if raw is None:
        return not isinstance(block, TEXTS)
    if isinstance(block, blocks.ChooserBlock):
        return type(raw) in {int, str} and is_key(str(raw))
    if isinstance(block, TEXTS) and not isinstance(raw, str):
        return False
    try:
        block.to_python(raw)
    except OUT_OF_SHAPE:
        return False
    return True


def in_stream(block: blocks.StreamBlock, raw: Any) -> list[dict[str, Any]]:
    if not isinstance(raw, list):
        return left_out(block, raw, [])
    found = []
    for item in raw:
        name = item.get("type") if isinstance(item, dict) else None
        child = block.child_blocks.get(name) if isinstance(name, str) else None
        value = sound(child, item.get("value")) if child else left_out(block, item)
        if value is not MISSING:
            found.append(item | named(item, value))
    return found


def named(item: dict[str, Any], value: Any) -> dict[str, Any]:
    given = item.get("id")
    return {"value": value, "id": given if isinstance(given, str) else None}


def in_struct(block: blocks.StructBlock, raw: Any) -> Any:
    if not isinstance(raw, dict):
        return left_out(block, raw)
    found = {
        name: sound(block.child_blocks[name], stored)
        for name, stored in raw.items()
        if name in block.child_blocks
    }
    return {name: value for name, value in found.items() if value is not MISSING}


def in_list(block: blocks.ListBlock, raw: Any) -> Any:
    if not isinstance(raw, list):
        return left_out(block, raw, [])
    child, found = block.child_block, []
    for item in raw:
        is_wrapped = is_list_item(item)
        value = sound(child, item["value"] if is_wrapped else item)
        if value is not MISSING:
            found.append(item | named(item, value) if is_wrapped else value)
    return found


def is_list_item(raw: Any) -> bool:
    """Return whether it has an identity; Wagtail stored bare values before."""
    return (
        isinstance(raw, dict)
        and {"id", "value"} <= raw.keys()
        and raw.get("type") == "item"
    )
