"""Converts what a person writes in a fixture into values of fields and blocks."""

import datetime
import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from markdown_it import MarkdownIt
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from stats.models import Statistic
from stats.rich_text import written

# Only what the rich text editor offers, too.
MARKDOWN = MarkdownIt("zero").enable(
    ["list", "heading", "emphasis", "link", "escape", "entity", "newline"]
)

# A statistic inside a sentence: {{statistic: hstf-arrests}}
IN_TEXT = re.compile(r"\{\{ *statistic: *([\w-]+) *\}\}")

# (model, key, field) -> the object that an entry refers to.
Resolve = Callable[[type[models.Model], Any, str], models.Model]
# (field, problem) -> the error to raise.
Fail = Callable[[str, str], Exception]


def field_value(field: Any, value: Any, resolve: Resolve) -> Any:
    """Convert a scalar for a model field, with the field's own rules."""
    if isinstance(field, models.ForeignKey):
        return resolve(field.related_model, value, field.name)
    if isinstance(field, models.BooleanField):
        value = {"true": True, "false": False}.get(value, value)
    if isinstance(value, dict | list):
        raise ValidationError("must be a single value")
    if isinstance(value, str):
        value = value.strip()
        if problem := unread_braces(value):
            raise ValidationError(problem)
    return field.to_python(value)


def unread_braces(text: str) -> str:
    """Return what is wrong with braces that readers would see; empty if nothing."""
    if IN_TEXT.search(text):
        return "this text holds no figures by reference; only running text does"
    return "write a figure as {{statistic: its-key}}" if "{{" in text else ""


def as_stored(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value.strip() if isinstance(value, str) else value


class BlockReader:
    """
    Parses a body: a list of one-key mappings, block name to value.

    Returns the raw form in which Wagtail stores a stream, objects by their keys.
    """

    def __init__(self, resolve: Resolve, fail: Fail) -> None:
        self.resolve = resolve
        self.fail = fail

    def stream(
        self, block: blocks.StreamBlock, body: Any, at: str
    ) -> list[dict[str, Any]]:
        if not isinstance(body, list):
            raise self.fail(at, "must be a list of blocks")
        found = []
        for number, item in enumerate(body, start=1):
            here = f"{at}[{number}]"
            if not isinstance(item, dict) or len(item) != 1:
                raise self.fail(here, "must be one block name with its value")
            name, value = next(iter(item.items()))
            if name not in block.child_blocks:
                raise self.fail(here, f"there is no block “{name}” here")
            child = block.child_blocks[name]
            raw = self.raw(child, value, f"{here}.{name}")
            found.append({"type": name, "value": raw})
        return found

    def raw(self, block: Any, value: Any, at: str) -> Any:
        if isinstance(block, blocks.StructBlock):
            return self.struct(block, value, at)
        if isinstance(block, blocks.ListBlock):
            if not isinstance(value, list):
                raise self.fail(at, "must be a list")
            return [
                self.raw(block.child_block, item, f"{at}[{number}]")
                for number, item in enumerate(value, start=1)
            ]
        if isinstance(value, dict | list):
            raise self.fail(at, "must be a single value")
        if isinstance(block, SnippetChooserBlock | blocks.PageChooserBlock):
            return self.resolve(block.target_model, value, at).pk
        if isinstance(block, blocks.RichTextBlock):
            return self.prose(str(value), at)
        if isinstance(value, str) and (problem := unread_braces(value)):
            raise self.fail(at, problem)
        return as_stored(value)

    def prose(self, text: str, at: str) -> str:
        """Return running text as HTML, with references to the statistics it names."""

        def reference(found: re.Match[str]) -> str:
            return written(self.resolve(Statistic, found[1], at).pk)

        html = IN_TEXT.sub(reference, MARKDOWN.render(text))
        if problem := unread_braces(html):
            raise self.fail(at, problem)
        return html

    def struct(self, block: blocks.StructBlock, value: Any, at: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.fail(at, "must be a mapping")
        if unknown := value.keys() - block.child_blocks.keys():
            raise self.fail(f"{at}.{sorted(unknown)[0]}", "there is no such field")
        return {
            name: self.raw(block.child_blocks[name], item, f"{at}.{name}")
            for name, item in value.items()
        }
