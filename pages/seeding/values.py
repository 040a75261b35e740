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

from sources.citations import rich_text as citations
from sources.citations.marks import CitedPassage
from sources.models import Source
from stats import rich_text as statistics
from stats.models import Statistic

# Only what the rich text editor offers, too.
MARKDOWN = MarkdownIt("zero").enable(
    ["list", "heading", "emphasis", "link", "escape", "entity", "newline"]
)

# A statistic inside a sentence: {{statistic: hstf-arrests}}. A citation behind it:
# {{cite: hstf-home "exact words" 2025-11-18}}, where words and day may be missing.
IN_TEXT = re.compile(
    r"\{\{\s*(?:statistic:\s*(?P<statistic>[\w-]+)"
    r'|cite:\s*(?P<source>[\w-]+)(?:\s+"(?P<quote>[^"]*)")?'
    r"(?:\s+(?P<as_of>\d{4}-\d\d-\d\d))?)\s*\}\}"
)
# Where a reference stands while Markdown is rendered: a sign that nobody types.
PLACE = re.compile("\ue000(\\d+)\ue001")

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
        return "this text holds no references; only running text does"
    if "{{" in text:
        return (
            "write a figure as {{statistic: its-key}}, and a citation as "
            '{{cite: source-key "exact words"}}'
        )
    return ""


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
        """Return running text as HTML, with what it refers to by reference."""
        references: list[str] = []

        def keep(found: re.Match[str]) -> str:
            references.append(self.reference(found, at))
            return f"\ue000{len(references) - 1}\ue001"

        html = MARKDOWN.render(IN_TEXT.sub(keep, text))
        if problem := unread_braces(html):
            raise self.fail(at, problem)
        return PLACE.sub(lambda place: references[int(place[1])], html)

    def reference(self, found: re.Match[str], at: str) -> str:
        """Return a statistic or a citation as it is stored inside rich text."""
        if found["statistic"]:
            statistic = self.resolve(Statistic, found["statistic"], at)
            return statistics.written(statistic.pk)
        quote = " ".join((found["quote"] or "").split())
        as_of = found["as_of"] or ""
        try:
            citations.check({"quote": quote, "as_of": as_of})
        except ValidationError as error:
            raise self.fail(at, " ".join(error.messages)) from None
        source = self.resolve(Source, found["source"], at)
        return citations.written(CitedPassage(source.pk, quote, as_of))

    def struct(self, block: blocks.StructBlock, value: Any, at: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.fail(at, "must be a mapping")
        if unknown := value.keys() - block.child_blocks.keys():
            raise self.fail(f"{at}.{sorted(unknown)[0]}", "there is no such field")
        return {
            name: self.raw(block.child_blocks[name], item, f"{at}.{name}")
            for name, item in value.items()
        }
