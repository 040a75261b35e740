"""The text of a page's body as readers see it, without rendering its templates."""

from collections.abc import Iterator
from typing import Any

from wagtail import blocks

from core.blocks import HeadedBlock
from search.entries.words import joined
from stats.inline import in_words
from stats.models import Statistic


def text_of(stream: Any) -> str:
    """Return the text of a StreamField: a paragraph on each line."""
    if not stream:
        return ""
    return "\n".join(filter(None, parts(stream.stream_block, stream)))


def parts(block: blocks.Block, value: Any) -> Iterator[str]:
    """Yield the texts of a block; of a figure, its label and what is reported now."""
    if isinstance(block, blocks.StructBlock) and isinstance(value, blocks.StructValue):
        is_left_out = isinstance(block, HeadedBlock) and block.is_empty(value)
        if is_left_out or value.get("is_hidden"):
            return
    inside = list(within(block, value))
    for child, part in inside:
        yield from parts(child, part)
    if isinstance(value, Statistic):
        if value.current_observations:
            yield joined(value.label, in_words(value), sign=": ")
    elif value and not inside and not isinstance(block, blocks.ChoiceBlock):
        yield from block.get_searchable_content(value)


def within(block: Any, value: Any) -> Iterator[tuple[blocks.Block, Any]]:
    """Yield the blocks inside of one, each with its value."""
    if isinstance(block, blocks.StreamBlock):
        yield from ((child.block, child.value) for child in value)
    elif isinstance(block, blocks.ListBlock):
        yield from ((block.child_block, item) for item in value)
    elif isinstance(value, blocks.StructValue):
        yield from (
            (child, value.get(name)) for name, child in block.child_blocks.items()
        )
