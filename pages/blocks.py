"""Bodies of the pages in this room, composed from the blocks of the rooms below."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from agencies.blocks import AgencyListBlock
from agencies.models import AgencyPage
from core.blocks import HeadedBlock, SectionBlock
from core.body import BodyBlock
from faq.blocks import QuestionListBlock
from pages.case import CaseBlock
from pages.terms import TermTableBlock
from regions.blocks import LineListBlock, MapBlock
from sources.blocks import (
    PICTURE_COUNT,
    DisagreementBlock,
    PictureBlock,
    QuoteBlock,
)
from sources.citing import ItemListBlock
from stats.blocks import (
    ResultsBlock,
    StatisticChooserBlock,
    StatisticListBlock,
    StructureListBlock,
    supported,
)
from timeline.models import TimelinePage


class ThreatListBlock(HeadedBlock):
    """All published threat pages, in order."""

    class Meta:
        icon = "list-ul"
        label = _("All threats")
        template = "blocks/threats.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return super().get_context(value, parent_context=parent_context) | {
            # The home page passes its threats; blocks cannot import their own page.
            "threats": (parent_context or {}).get("threats", [])
        }


class RosterBlock(HeadedBlock):
    """Statistics about the network's size, then every member agency."""

    statistics = blocks.ListBlock(
        StatisticChooserBlock("stats.Statistic"), default=[], label=_("Statistics")
    )

    class Meta:
        icon = "group"
        label = _("The roster")
        template = "blocks/roster.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return super().get_context(value, parent_context=parent_context) | {
            "statistics": supported(value["statistics"]),
            "agencies": AgencyPage.objects.roster(),
        }


class TimelineBlock(HeadedBlock):
    """The milestones of the timeline page."""

    class Meta:
        icon = "date"
        label = _("The timeline")
        template = "blocks/timeline.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        timeline = TimelinePage.objects.live().public().first()
        return super().get_context(value, parent_context=parent_context) | {
            "milestones": timeline.in_order() if timeline else []
        }


class HomeBlock(BodyBlock):
    """The sections of the home page, below the look-up and the map."""

    results = ResultsBlock()
    threats = ThreatListBlock()
    structures = StructureListBlock()
    roster = RosterBlock()
    timeline = TimelineBlock()
    questions = QuestionListBlock()
    section = SectionBlock()
    items = ItemListBlock()
    statistics = StatisticListBlock()
    quote = QuoteBlock()


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

    class Meta:
        block_counts = PICTURE_COUNT


class HelpBlock(BodyBlock):
    """The body of the help page: calm text and national lines, nothing else."""

    section = SectionBlock()
    items = ItemListBlock()
    lines = LineListBlock()
