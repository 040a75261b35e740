"""Blocks whose plain text cites: beside it stands what proves it."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import (
    HeadedBlock,
    ProseBlock,
    RegisterChooserBlock,
    SectionBlock,
    check_local_path,
)
from core.body import BodyBlock
from sources.retired import is_new_and_retired, refusal

MOST_WORDS = 60


def check_length(words: str) -> None:
    if len(words.split()) > MOST_WORDS:
        raise ValidationError(
            _("At most 60 words. Copy only those that say it."), code="too_many_words"
        )


def check_past(day: datetime.date) -> None:
    if day > timezone.localdate():
        raise ValidationError(
            _("This day is still to come. Give a day up to today."), code="to_come"
        )


class CitationValue(blocks.StructValue):
    """A citation as templates and rows of the database show one: by attributes."""

    @property
    def source(self) -> Any:
        return self["source"]

    @property
    def source_id(self) -> int | None:
        return getattr(self.source, "pk", None)

    @property
    def quote(self) -> str:
        return self["quote"] or ""

    @property
    def as_of(self) -> datetime.date | None:
        return self["as_of"] or None


class SourceChooserBlock(RegisterChooserBlock):
    """A source; a retired one only where it was chosen before."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned and is_new_and_retired(cleaned.pk):
            raise refusal(cleaned)
        return cleaned


class CitationBlock(blocks.StructBlock):
    """A source, its exact words, and the day on which it was true."""

    source = SourceChooserBlock("sources.Source", label=_("Source"))
    quote = blocks.TextBlock(
        required=False,
        rows=2,
        max_length=400,
        validators=[check_length],
        search_index=False,
        label=_("Exact words"),
        help_text=_(
            "The words of the source that say it, copied exactly, at most 60. Only a "
            "source without words, such as a table, can do without."
        ),
    )
    as_of = blocks.DateBlock(
        required=False,
        validators=[check_past],
        label=_("As of"),
        help_text=_("The day on which it was true, if the source states one."),
    )

    class Meta:
        icon = "openquote"
        label = _("Citation")
        value_class = CitationValue

    def get_prep_value(self, value: Any) -> dict[str, Any]:
        """Return what is stored: nothing for what is empty."""
        stored: dict[str, Any] = super().get_prep_value(value)
        return {name: each for name, each in stored.items() if each}


class CitationListBlock(blocks.ListBlock):
    """What proves the words of one block."""

    def __init__(self, **kwargs: Any) -> None:
        given = {
            "default": [],
            "label": _("Citations"),
            "help_text": _(
                "What proves these words. Readers see a number behind them."
            ),
        }
        super().__init__(CitationBlock(), **{**given, **kwargs})

    def deconstruct(self) -> tuple[str, Any, Any]:
        _name, _args, kwargs = super().deconstruct()
        return "wagtail.blocks.ListBlock", (self.child_block,), kwargs


class CitingBlock(blocks.StructBlock):
    """
    A block with `citations` beside its text.

    One without any is stored as blocks were before they could cite.
    """

    def get_prep_value(self, value: Any) -> dict[str, Any]:
        stored: dict[str, Any] = super().get_prep_value(value)
        if not stored.get("citations"):
            stored.pop("citations", None)
        return stored


class CitationsBlock(BodyBlock):
    """Citations of a record that is no block."""

    citation = CitationBlock()


class ItemBlock(CitingBlock):
    """One row of a list: a name and a sentence, sometimes a link."""

    title = blocks.CharBlock(max_length=120, label=_("Name"))
    text = blocks.TextBlock(label=_("Text"))
    link = blocks.CharBlock(
        required=False,
        validators=[check_local_path],
        label=_("Link"),
        help_text=_("A page of this site, such as /regions/."),
    )
    citations = CitationListBlock()

    class Meta:
        icon = "list-ul"


class ItemListBlock(HeadedBlock):
    """A list of names, each with a sentence."""

    intro = ProseBlock(required=False, label=_("Introduction"))
    items = blocks.ListBlock(ItemBlock(), min_num=1, label=_("Rows"))

    class Meta:
        icon = "list-ul"
        label = _("List of short rows")
        template = "blocks/items.html"


class IndexBodyBlock(BodyBlock):
    """What a page that lists other things says about the list."""

    section = SectionBlock()
    items = ItemListBlock()
