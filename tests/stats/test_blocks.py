"""Blocks that show statistics by reference."""

import pytest
from django.core.exceptions import ValidationError

from pages.home_blocks import RosterBlock
from stats.blocks import (
    ResultsBlock,
    StatisticListBlock,
    StructureListBlock,
)
from tests.factories import ObservationFactory, StatisticFactory, published

pytestmark = pytest.mark.django_db


def shown(**values):
    return published(ObservationFactory(**values)).statistic


def context_of(block, **value):
    """Return a block's template context, for ids as the database stores them."""
    return block.get_context(block.to_python({"heading": "Figures", **value}))


def ids(*statistics):
    return [statistic.pk for statistic in statistics]


@pytest.mark.parametrize("block_class", [StatisticListBlock, RosterBlock])
def test_statistics_stand_in_the_order_of_the_editor(block_class):
    first, second, third = shown(), shown(), shown()

    context = context_of(block_class(), statistics=ids(third, first, second))

    assert context["statistics"] == [third, first, second]


@pytest.mark.parametrize("block_class", [StatisticListBlock, RosterBlock])
def test_unsupported_and_missing_statistics_are_left_out(block_class):
    kept, drafted, never = shown(), ObservationFactory().statistic, StatisticFactory()
    missing = 999_999

    context = context_of(
        block_class(), statistics=[drafted.pk, missing, kept.pk, never.pk]
    )

    assert context["statistics"] == [kept]


def test_statistics_bring_their_current_values_in_few_queries(
    django_assert_max_num_queries,
):
    statistics = [shown() for _ in range(4)]
    block = StatisticListBlock()
    value = block.to_python({"heading": "Figures", "statistics": ids(*statistics)})

    with django_assert_max_num_queries(3):
        loaded = block.get_context(value)["statistics"]
        told = [
            (value.source.title, value.statistic.program.name)
            for row in loaded
            for value in row.current_observations
        ]

    assert len(told) == 4


def test_list_without_any_supported_statistic_says_so():
    block = StatisticListBlock()
    drafted = ObservationFactory().statistic

    html = block.render(
        block.to_python({"heading": "Figures", "statistics": [drafted.pk]})
    )

    assert "No figure published" in html


def test_same_statistic_twice_is_refused():
    statistic = shown()
    block = StatisticListBlock()
    value = block.to_python({"heading": "Figures", "statistics": ids(*[statistic] * 2)})

    with pytest.raises(ValidationError) as caught:
        block.clean(value)

    assert "once" in str(caught.value.block_errors["statistics"])


def test_different_statistics_are_accepted():
    block = StatisticListBlock()
    value = block.to_python({"heading": "Figures", "statistics": ids(shown(), shown())})

    assert block.clean(value)


def test_list_is_not_empty():
    block = StatisticListBlock()

    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python({"heading": "Figures", "statistics": []}))

    assert "statistics" in caught.value.block_errors


def test_retired_statistic_stays_where_it_is_used():
    statistic = shown(statistic__is_retired=True)

    context = context_of(StatisticListBlock(), statistics=[statistic.pk])

    assert context["statistics"] == [statistic]


def chart(statistic):
    return {"statistic": statistic, "per_square": 10, "square_noun": "arrests"}


def test_charts_keep_their_order_and_leave_out_what_is_unsupported():
    first, second = shown(), shown()
    drafted = ObservationFactory().statistic

    context = context_of(
        ResultsBlock(),
        charts=[chart(second.pk), chart(drafted.pk), chart(999_999), chart(first.pk)],
    )

    assert [row["statistic"] for row in context["charts"]] == [second, first]
    assert context["charts"][0]["per_square"] == 10


@pytest.mark.parametrize("number", [0, 5])
def test_band_holds_one_to_four_charts(number):
    block = ResultsBlock()
    charts = [chart(shown().pk) for _ in range(number)]

    with pytest.raises(ValidationError):
        block.clean(block.to_python({"heading": "Results", "charts": charts}))


@pytest.mark.parametrize("per_square", [0, -1])
def test_square_stands_for_at_least_one(per_square):
    block = ResultsBlock().child_blocks["charts"].child_block
    value = block.to_python({**chart(shown().pk), "per_square": per_square})

    with pytest.raises(ValidationError) as caught:
        block.clean(value)

    assert set(caught.value.block_errors) == {"per_square"}


def test_band_whose_statistics_are_all_gone_still_opens():
    block = ResultsBlock()
    value = block.to_python({"heading": "Results", "charts": [chart(999_999)]})

    assert "Results" in block.render(value)


def test_structures_keep_their_counts_in_order():
    first, second = shown(), shown()
    drafted = ObservationFactory().statistic
    structure = {"name": "The network", "text": "It is one.", "glyph": "network"}

    context = context_of(
        StructureListBlock(),
        structures=[
            {**structure, "statistics": ids(second, drafted, first)},
            {**structure, "name": "Empty", "statistics": []},
        ],
    )

    assert [row["statistics"] for row in context["structures"]] == [[second, first], []]
    assert context["structures"][1]["name"] == "Empty"


@pytest.mark.parametrize("glyph", ["hub", "cell", "network", "council"])
@pytest.mark.parametrize("number", [None, 0, 30, 100_000])
def test_structure_can_be_drawn_whatever_its_count(glyph, number):
    statistic = shown(number=number, words="several")
    block = StructureListBlock()
    structure = {
        "name": "The network",
        "text": "It is one.",
        "glyph": glyph,
        "statistics": [statistic.pk],
    }

    html = block.render(block.to_python({"heading": "All", "structures": [structure]}))

    assert "The network" in html
    assert "<svg" in html


@pytest.mark.parametrize("glyph", ["hub", "cell", "network", "council"])
def test_structure_without_counts_still_opens(glyph):
    block = StructureListBlock()
    structure = {"name": "The body", "text": "It is one.", "glyph": glyph}

    html = block.render(block.to_python({"heading": "All", "structures": [structure]}))

    assert "The body" in html
