"""A block that lists national lines."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import HeadedBlock, ProseBlock
from regions.models import NationalLine
from regions.models.line import Audience


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
        context["lines"] = (
            NationalLine.objects.published()
            .filter(audience=value["audience"])
            .select_related("source")
        )
        return context
