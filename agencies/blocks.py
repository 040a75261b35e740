"""A block that lists chosen agencies."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import HeadedBlock, ProseBlock
from core.deleted_choices import ChosenPageBlock


class AgencyListBlock(HeadedBlock):
    """Chosen agencies, as their own pages describe them."""

    intro = ProseBlock(required=False, label=_("Introduction"))
    agencies = blocks.ListBlock(
        ChosenPageBlock(page_type="agencies.AgencyPage"),
        min_num=1,
        label=_("Agencies"),
    )

    class Meta:
        icon = "group"
        label = _("Agencies")
        template = "blocks/agencies.html"
        chosen_once = {"agencies": _("Choose each agency once.")}

    def members(self, value: blocks.StructValue) -> list[Any]:
        # A deleted page is false (`DeletedChoice`).
        return [page for page in value["agencies"] if page and page.is_member]

    def is_empty(self, value: blocks.StructValue) -> bool:
        return not self.members(value)

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return super().get_context(value, parent_context=parent_context) | {
            "agencies": sorted(self.members(value), key=lambda page: page.roster_order)
        }
