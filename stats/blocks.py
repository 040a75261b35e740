"""Blocks that show statistics by reference, so that each value has one home."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import HeadedBlock, ProseBlock, RegisterChooserBlock
from stats.models import Statistic


class StatisticChooserBlock(RegisterChooserBlock):
    """A statistic, with its values as the rest of the page shows them."""

    def known(self, keys: list[int]) -> Mapping[Any, Any]:
        return Statistic.objects.found(keys)


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
            "statistics": Statistic.objects.chosen(value["statistics"])
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
        context = super().get_context(value, parent_context=parent_context)
        chosen = [chart["statistic"] for chart in value["charts"]]
        found = {row.pk: row for row in Statistic.objects.chosen(chosen)}
        context["charts"] = [
            {
                "statistic": found[chart["statistic"].pk],
                "per_square": chart["per_square"],
                "square_noun": chart["square_noun"],
            }
            for chart in value["charts"]
            if chart["statistic"] and chart["statistic"].pk in found
        ]
        return context


class StructureBlock(blocks.StructBlock):
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
        context = super().get_context(value, parent_context=parent_context)
        chosen = [s for item in value["structures"] for s in item["statistics"]]
        found = {row.pk: row for row in Statistic.objects.chosen(chosen)}
        context["structures"] = [
            {
                "name": item["name"],
                "text": item["text"],
                "glyph": item["glyph"],
                "statistics": [
                    found[s.pk] for s in item["statistics"] if s and s.pk in found
                ],
            }
            for item in value["structures"]
        ]
        return context
