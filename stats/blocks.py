"""Blocks that show statistics by reference, so that each value has one home."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import HeadedBlock, ProseBlock, RegisterChooserBlock
from sources.citing import CitationListBlock, CitingBlock
from stats.models import Statistic
from stats.models.statistic import current


class StatisticChooserBlock(RegisterChooserBlock):
    """A statistic, with its values as the rest of the page shows them."""

    def known(self, keys: list[int]) -> Mapping[Any, Any]:
        return Statistic.objects.found(keys)


def supported(chosen: Iterable[Statistic | None]) -> list[Statistic]:
    """Leave out what no published value supports, and what has been deleted."""
    rows = [row for row in chosen if row]
    if not all("current_observations" in vars(row) for row in rows):
        models.prefetch_related_objects(rows, "program", current())
    return [row for row in rows if row.current_observations]


class StatisticListBlock(HeadedBlock):
    """A table of statistics with their values, periods and sources."""

    intro = ProseBlock(required=False, label=_("Introduction"))
    statistics = blocks.ListBlock(
        StatisticChooserBlock("stats.Statistic"), min_num=1, label=_("Statistics")
    )

    class Meta:
        icon = "order"
        label = _("Statistics")
        template = "blocks/statistics.html"
        chosen_once = {"statistics": _("Choose each statistic once.")}

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return super().get_context(value, parent_context=parent_context) | {
            "statistics": supported(value["statistics"])
        }


class ChartBlock(blocks.StructBlock):
    """One statistic as a unit chart: a square for every so many."""

    statistic = StatisticChooserBlock("stats.Statistic", label=_("Statistic"))
    per_square = blocks.IntegerBlock(
        min_value=1, default=1, label=_("How many one square stands for")
    )
    square_noun = blocks.CharBlock(
        max_length=40,
        label=_("One square is"),
        help_text=_("The noun after the number: operation, arrest, pounds."),
    )

    class Meta:
        icon = "grip"


class ResultsBlock(HeadedBlock):
    """A band of up to four statistics, each as a unit chart."""

    charts = blocks.ListBlock(ChartBlock(), min_num=1, max_num=4, label=_("Charts"))
    text = ProseBlock(required=False, label=_("Text under the charts"))

    class Meta:
        icon = "order"
        label = _("Results, drawn to count")
        template = "blocks/results.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        charts = value["charts"]
        shown = supported(chart["statistic"] for chart in charts)
        return super().get_context(value, parent_context=parent_context) | {
            "charts": [chart for chart in charts if chart["statistic"] in shown],
            "statistics": shown,
        }


class StructureBlock(CitingBlock):
    """One of the bodies that make up the network."""

    name = blocks.CharBlock(max_length=120, label=_("Name"))
    text = blocks.TextBlock(label=_("Text"))
    glyph = blocks.ChoiceBlock(
        choices=[
            ("hub", _("One square: a hub")),
            ("cell", _("Overlapping squares: a meeting point")),
            ("network", _("Squares drawn to count: a network")),
            ("council", _("A field of squares, drawn to count")),
        ],
        label=_("Drawing"),
    )
    statistics = blocks.ListBlock(
        StatisticChooserBlock("stats.Statistic"),
        default=[],
        label=_("Counts it is drawn from"),
        help_text=_("For a network: first the filled squares, then the outlined ones."),
    )
    citations = CitationListBlock()

    class Meta:
        icon = "site"


class StructureListBlock(HeadedBlock):
    """The bodies that make up the network, drawn to count."""

    text = ProseBlock(required=False, label=_("Text"))
    structures = blocks.ListBlock(StructureBlock(), min_num=1, label=_("Structures"))

    class Meta:
        icon = "site"
        label = _("Structures, drawn to count")
        template = "blocks/structures.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        structures = value["structures"]
        shown = supported(s for item in structures for s in item["statistics"])
        return super().get_context(value, parent_context=parent_context) | {
            "structures": [
                {**item, "statistics": [s for s in item["statistics"] if s in shown]}
                for item in structures
            ]
        }
