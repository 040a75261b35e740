"""The sections of the home page, which editors order, title and hide."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from agencies.models import AgencyPage
from core.blocks import HeadedBlock, SectionBlock
from core.body import BodyBlock
from faq.blocks import QuestionListBlock
from news.models import NewsPage
from sources.blocks import QuoteBlock
from sources.citing import ItemListBlock
from stats.blocks import (
    ResultsBlock,
    StatisticChooserBlock,
    StatisticListBlock,
    StructureListBlock,
    supported,
)
from timeline.models import TimelinePage

MOST_NEWS = 3


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
            "agencies": AgencyPage.objects.roster()
            .select_related(None)
            .named("acronym", "is_retired"),
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
        timeline = TimelinePage.objects.live().public().named().first()
        return super().get_context(value, parent_context=parent_context) | {
            "milestones": timeline.in_order() if timeline else []
        }


class NewsBlock(HeadedBlock):
    """The newest articles: their dates and titles."""

    class Meta:
        icon = "doc-full-inverse"
        label = _("Latest news")
        template = "blocks/news.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        newest = NewsPage.objects.newest_first().named("date")
        return super().get_context(value, parent_context=parent_context) | {
            "articles": newest[:MOST_NEWS]
        }


def hideable(kind: type[blocks.StructBlock]) -> blocks.StructBlock:
    """Return a block with a switch that keeps a section, and shows nothing of it."""
    switch = blocks.BooleanBlock(
        required=False,
        label=_("Hidden"),
        help_text=_("Tick to keep this section here, and to show visitors nothing."),
    )
    first, *others = kind.base_blocks
    block = kind([("is_hidden", switch)])
    # Right behind the heading, where it is seen. It is stored last.
    block.meta.form_layout = BlockGroup([first, "is_hidden", *others])
    return block


def is_hidden(value: Any) -> bool:
    return bool(value.get("is_hidden"))


class HomeBlock(BodyBlock):
    """The sections of the home page, below the look-up and the map."""

    results = hideable(ResultsBlock)
    threats = hideable(ThreatListBlock)
    structures = hideable(StructureListBlock)
    roster = hideable(RosterBlock)
    timeline = hideable(TimelineBlock)
    questions = hideable(QuestionListBlock)
    news = hideable(NewsBlock)
    section = hideable(SectionBlock)
    items = hideable(ItemListBlock)
    statistics = hideable(StatisticListBlock)
    quote = hideable(QuoteBlock)

    def get_prep_value(self, value: Any) -> list[dict[str, Any]]:
        """Return what is stored: a section that is shown, as before it could hide."""
        stored = super().get_prep_value(value)
        return [
            item if is_hidden(item["value"]) else item | {"value": shown(item["value"])}
            for item in stored
        ]

    def get_searchable_content(self, value: blocks.StreamValue) -> list[str]:
        """Leave out what no visitor finds on the page."""
        parts = [part for part in value if not is_hidden(part.value)]
        return [
            text
            for part in parts
            for text in part.block.get_searchable_content(part.value)
        ]


def shown(stored: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in stored.items() if name != "is_hidden"}
