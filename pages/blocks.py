"""Bodies of the pages in this room, composed from the blocks of the rooms below."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from agencies.blocks import AgencyListBlock
from core.blocks import HeadedBlock, SectionBlock
from core.body import BodyBlock
from faq.blocks import QuestionListBlock
from pages.case import CaseBlock
from pages.terms import TermTableBlock
from regions.blocks import LineListBlock, MapBlock
from site_details.blocks import CONTACTS
from site_details.published import SiteContact
from site_details.reading import current
from sources.blocks import (
    PICTURE_COUNT,
    DisagreementBlock,
    PictureBlock,
    QuoteBlock,
)
from sources.citing import ItemListBlock
from stats.blocks import StatisticListBlock, StructureListBlock


class SiteContactListBlock(HeadedBlock):
    """
    Contacts of the site details.

    While none is filled in, the heading goes, too: what is empty is not mentioned.
    """

    kind = blocks.ChoiceBlock(
        choices=list(CONTACTS.items()),
        required=False,
        default="",
        label=_("Which"),
        help_text=_("Leave it empty for all. They are entered in the site details."),
    )

    class Meta:
        icon = "mail"
        label = _("Contacts of this site")
        template = "blocks/site_contacts.html"

    def is_empty(self, value: blocks.StructValue) -> bool:
        return not found_for(value)

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return super().get_context(value, parent_context=parent_context) | {
            "contacts": found_for(value)
        }


def found_for(value: blocks.StructValue) -> list[SiteContact]:
    """Return the contacts of a block; the general one stands in for a missing one."""
    details = current()
    found = list(details.contacts_for(value["kind"] or ""))
    return found or list(details.contacts_for("general"))


class ArticleBlock(BodyBlock):
    """The body of a threat page or a standard page."""

    section = SectionBlock()
    items = ItemListBlock()
    statistics = StatisticListBlock()
    structures = StructureListBlock()
    case = CaseBlock()
    terms = TermTableBlock()
    disagreement = DisagreementBlock()
    agencies = AgencyListBlock()
    questions = QuestionListBlock()
    map = MapBlock()
    quote = QuoteBlock()
    picture = PictureBlock()
    site_contacts = SiteContactListBlock()

    class Meta:
        block_counts = PICTURE_COUNT


class HelpBlock(BodyBlock):
    """The body of the help page: calm text and national lines, nothing else."""

    section = SectionBlock()
    items = ItemListBlock()
    lines = LineListBlock()
