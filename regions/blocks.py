"""Blocks that list national lines, and show the map."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import HeadedBlock, ProseBlock
from regions.maps.drawing import atlas
from regions.models import Audience, NationalLine


class LineListBlock(HeadedBlock):
    """The national lines for one kind of caller."""

    intro = ProseBlock(required=False, label=_("Introduction"))
    audience = blocks.ChoiceBlock(
        choices=[choice for choice in Audience.choices if choice[0] != "emergency"],
        label=_("Whom they are for"),
    )

    class Meta:
        icon = "mobile-alt"
        label = _("National lines")
        template = "blocks/lines.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        lines = NationalLine.objects.published().filter(audience=value["audience"])
        draft = context.get("draft_line")
        return context | {
            "lines": with_line(lines, draft, value["audience"]) if draft else lines
        }


class MapBlock(HeadedBlock):
    """The map with all that the directory names, and the same in words."""

    text = ProseBlock(required=False, label=_("Text above the map"))

    class Meta:
        icon = "globe"
        label = _("Map")
        template = "blocks/map.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        return context | {"atlas": atlas()}


def with_line(
    lines: Iterable[NationalLine], draft: NationalLine, audience: str
) -> list[NationalLine]:
    """Put a draft in its place among the lines for an audience."""
    shown = [line for line in lines if line.pk != draft.pk]
    if draft.audience == audience:
        shown.append(draft)
    return sorted(shown, key=lambda line: (line.order, line.name))
