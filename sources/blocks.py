"""Blocks that show sources and disagreements."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from core.blocks import HeadedBlock
from sources.models import Disagreement


class QuoteBlock(blocks.StructBlock):
    """Exact words of a named speaker, with their source."""

    text = blocks.TextBlock(
        label=_("Words"), help_text=_("Exactly as published, without quotation marks.")
    )
    speaker = blocks.CharBlock(max_length=120, label=_("Speaker"))
    role = blocks.CharBlock(max_length=120, required=False, label=_("Role"))
    date_note = blocks.CharBlock(
        max_length=120,
        required=False,
        label=_("Date"),
        help_text=_("When it was said. Empty is shown as: date not stated."),
    )
    source = SnippetChooserBlock("sources.Source", label=_("Source"))

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quote.html"


class DisagreementBlock(HeadedBlock):
    """What two or more sources say about one topic."""

    disagreement = SnippetChooserBlock(
        "sources.Disagreement", label=_("Where sources differ")
    )

    class Meta:
        icon = "resubmit"
        label = _("Where sources differ")
        template = "blocks/disagreement.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        chosen = value["disagreement"]
        # A chooser yields None once its snippet is deleted; the page must survive.
        context["disagreement"] = (
            Disagreement.objects.published().filter(pk=chosen.pk).first()
            if chosen
            else None
        )
        return context
