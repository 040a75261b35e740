"""How a case moves through the task force, as lists that are drawn as one diagram."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import HeadedBlock, ProseBlock
from sources.citing import CitationListBlock, CitingBlock

MOST_BESIDE = 3  # parts that stand beside each other


class CasePartBlock(CitingBlock):
    """A body that a case passes, or a stage that it reaches."""

    name = blocks.CharBlock(max_length=120, label=_("Name"))
    text = blocks.TextBlock(label=_("Text"))
    drawing = blocks.ChoiceBlock(
        choices=[
            ("hub", _("One square with lines: a hub")),
            ("cell", _("Overlapping squares: a meeting point")),
            ("council", _("A field of squares: a council")),
            ("network", _("Squares joined by lines: a network")),
            ("open", _("An empty square: nothing is proved yet")),
            ("half", _("A half-filled square: alleged")),
            ("full", _("A filled square: proved")),
        ],
        required=False,
        label=_("Drawing"),
    )
    citations = CitationListBlock()

    class Meta:
        icon = "site"


class CaseBlock(HeadedBlock):
    """What the work draws on, who does it, and what follows."""

    intro = ProseBlock(required=False, label=_("Introduction"))
    before = blocks.ListBlock(
        CasePartBlock(),
        default=[],
        max_num=MOST_BESIDE,
        label=_("What the work draws on"),
    )
    work = blocks.ListBlock(
        CasePartBlock(), min_num=1, label=_("Where the work is done")
    )
    after = blocks.ListBlock(
        CasePartBlock(),
        default=[],
        max_num=MOST_BESIDE,
        label=_("What follows"),
        help_text=_("One stage after the other: readers see arrows between them."),
    )
    note = ProseBlock(required=False, label=_("What has not been published"))

    class Meta:
        icon = "arrow-right"
        label = _("How a case moves")
        template = "blocks/case.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        labels = self.child_blocks
        return super().get_context(value, parent_context=parent_context) | {
            "groups": [
                {"name": name, "label": labels[name].label, "parts": value[name]}
                for name in ("before", "work", "after")
                if value[name]
            ]
        }
