"""Blocks that every body shares. Editors choose meaning, never HTML or colors."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.compare import RichTextBlockComparison
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import RichText, expand_db_html
from wagtail.snippets.blocks import SnippetChooserBlock

from core.deleted_choices import KeepsDeletedChoice
from core.structured_data import plain
from page_cache.request_cache import is_caching, once_per_generation


class RegisterChooserBlock(KeepsDeletedChoice, SnippetChooserBlock):
    """
    A choice from a register that is short enough to load whole.

    It is loaded once, however many tables and answers on a page choose from it.
    """

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Any]:
        if not is_caching():
            found: list[Any] = super().bulk_to_python(values)
            return found
        wanted = list(values)
        keys = [key for key in wanted if key]
        known = dict(self.known(keys))
        # Newer than the loaded ones, or deleted.
        missing = [key for key in keys if key not in known]
        if missing:
            known.update(zip(missing, super().bulk_to_python(missing), strict=True))
        return [self.or_gone(known.get(key), key) for key in wanted]

    def known(self, keys: list[int]) -> Mapping[Any, Any]:
        """Return records by primary key; apps may override this with cached ones."""
        kind = self.model_class._meta.label_lower
        return once_per_generation(f"register:{kind}", self.model_class.objects.in_bulk)

    def deconstruct(self) -> tuple[str, Any, Any]:
        # What is stored is the same, so migrations need not tell them apart.
        _name, args, kwargs = super().deconstruct()
        return "wagtail.snippets.blocks.SnippetChooserBlock", args, kwargs


# What a text is refused for besides its form. Each raises `ValidationError`.
CHECKS_OF_PROSE: list[Callable[[str], None]] = []


class ProseBlock(blocks.RichTextBlock):
    """Plain reading text."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = _(
            "Cite what proves a sentence right behind it: type / and choose “Citation "
            "of a source”. Do not type figures of the record, but choose “Figure from "
            "the record”, which shows what sources report now. Let no sentence begin "
            "with one."
        )
        super().__init__(**{"help_text": help_text, **kwargs})

    comparison: Any = RichTextBlockComparison

    def get_comparison_class(self) -> Any:
        return self.comparison

    def clean(self, value: RichText) -> RichText:
        cleaned: RichText = super().clean(value)
        for check in CHECKS_OF_PROSE:
            check(cleaned.source)
        return cleaned

    def get_searchable_content(self, value: RichText) -> list[str]:
        """Index a figure inside a sentence as readers see it."""
        return [plain(expand_db_html(value.source))] if self.search_index else []

    class Meta:
        icon = "pilcrow"


class HeadedBlock(blocks.StructBlock):
    """A block that opens a section of the page and appears in its contents list."""

    heading = blocks.CharBlock(max_length=120, label=_("Heading"))

    class Meta:
        # Lists of choosers that refuse the same choice twice, each with its message.
        chosen_once: dict[str, Any] = {}

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        for name, message in self.meta.chosen_once.items():
            chosen = [item.pk for item in cleaned[name] if item]
            if len(chosen) != len(set(chosen)):
                problem = ValidationError(message)
                raise StructBlockValidationError(block_errors={name: problem})
        return cleaned

    def is_empty(self, value: blocks.StructValue) -> bool:
        """Return whether nothing is below the heading, so that pages leave it out."""
        return False


class SectionBlock(HeadedBlock):
    """A heading and the text under it."""

    text = ProseBlock(label=_("Text"))

    class Meta:
        icon = "doc-full"
        label = _("Section of text")
        template = "blocks/section.html"


def check_local_path(value: str) -> None:
    # Browsers read a backslash as a slash, and skip line breaks.
    odd = value.startswith("//") or "\\" in value or not value.isprintable()
    if value and (odd or not value.startswith("/")):
        raise ValidationError(
            _("Start with one slash, such as /regions/ (a page of this site).")
        )
