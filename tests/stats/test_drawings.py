"""Charts follow what editors publish, replace, withdraw and retire."""

import datetime

import pytest

from stats.blocks import ResultsBlock, StructureListBlock
from stats.charts.bars import BAR_WIDTH
from stats.models import Observation
from tests.factories import (
    ObservationFactory,
    RecordPageFactory,
    SourceFactory,
    StatisticFactory,
    published,
)


@pytest.fixture
def record(home):
    return RecordPageFactory(parent=home, slug="record")


@pytest.fixture
def arrests(record):
    return StatisticFactory(label="Arrests", slug="arrests", unit="arrests")


def value(statistic, number, day="2026-01-02", **values):
    """Publish a value with the day it is as of."""
    return published(
        ObservationFactory(
            statistic=statistic,
            number=number,
            as_of=datetime.date.fromisoformat(day),
            **{"as_published": f"{number:,}" if number is not None else "-", **values},
        )
    )


def replace(earlier, number, day="2026-01-02", **values):
    return value(
        earlier.statistic,
        number,
        day,
        source=earlier.source,
        supersedes=earlier,
        **{"change_kind": "update", "change_reason": "Counted again.", **values},
    )


def steps(page):
    return page.find("svg", class_="step-chart__drawing--wide")


def labels(page):
    found = steps(page).find_all("text", class_="step-chart__label")
    return {label.get_text() for label in found}


def test_one_value_has_no_steps(read, arrests):
    value(arrests, 400)

    assert steps(read("/record/arrests/")) is None


def test_a_draft_is_no_step(read, arrests):
    first = value(arrests, 400)
    ObservationFactory(
        statistic=arrests, supersedes=first, change_kind="update", change_reason="New."
    )

    assert steps(read("/record/arrests/")) is None


def test_each_published_replacement_is_one_step_more(read, arrests):
    first = value(arrests, 400, "2026-01-02")
    second = replace(first, 500, "2026-02-02")
    assert labels(read("/record/arrests/")) == {"400", "500"}

    replace(second, 650, "2026-03-02")

    page = read("/record/arrests/")
    assert labels(page) == {"400", "500", "650"}
    assert steps(page)["aria-label"].startswith(
        "Step chart of 3 values, January 2, 2026 to March 2, 2026."
    )
    assert len(page.find("ol", class_="history").find_all("li", recursive=False)) == 3


def test_a_withdrawal_ends_the_line(read, arrests):
    second = replace(value(arrests, 400), 500, "2026-02-02")

    replace(second, None, "2026-03-02", change_kind="withdrawal")

    page = read("/record/arrests/")
    assert "taken back" in labels(page)
    assert len(steps(page).find_all("path", class_="step-chart__cross")) == 1


def test_a_correction_crosses_out_what_was_wrong(read, arrests):
    replace(value(arrests, 400), 300, "2026-02-02", change_kind="correction")

    page = read("/record/arrests/")
    assert len(steps(page).find_all("rect", class_="step-chart__marker--wrong")) == 1


def test_a_retired_statistic_keeps_its_steps(read, arrests):
    replace(value(arrests, 400), 500, "2026-02-02")

    arrests.is_retired = True
    arrests.save()

    assert labels(read("/record/arrests/")) == {"400", "500"}


def test_steps_cost_no_query(count_queries, arrests):
    last = replace(value(arrests, 400), 500, "2026-02-02")
    count_queries("/record/arrests/")  # the first request warms the caches
    before = count_queries("/record/arrests/")

    for month in range(3, 8):
        last = replace(last, 500 + month, f"2026-{month:02}-02")

    assert count_queries("/record/arrests/") == before


def test_bars_follow_the_values_of_both_sources(read, arrests):
    first = value(arrests, 400, source=SourceFactory(title="A report"))
    value(arrests, 200, source=SourceFactory(title="Another"))

    def widths():
        bars = read("/record/arrests/").find("dl", class_="bars")
        return [
            float(bar["width"])
            for bar in (bars.find_all("rect", class_="bars__value") if bars else [])
        ]

    assert widths() == [BAR_WIDTH, BAR_WIDTH / 2]
    second = replace(first, 100, "2026-02-02")
    assert widths() == [BAR_WIDTH / 2, BAR_WIDTH]
    replace(second, None, "2026-03-02", change_kind="withdrawal")
    assert widths() == []


# Blocks that editors put on pages


def band(*statistics, per_square=1):
    block = ResultsBlock()
    charts = [
        {"statistic": row.pk, "per_square": per_square, "square_noun": "arrest"}
        for row in statistics
    ]
    return block.render(block.to_python({"heading": "Results", "charts": charts}))


@pytest.mark.django_db
def test_the_band_is_drawn_from_the_newest_value():
    first = value(StatisticFactory(), 400)
    assert "400 squares, one for each arrest" in band(first.statistic)

    second = replace(first, 450)
    assert "450 squares, one for each arrest" in band(first.statistic)

    replace(second, None, change_kind="withdrawal")
    assert "squares, one for" not in band(first.statistic)


@pytest.mark.django_db
def test_a_number_too_large_to_draw_scales_its_neighbors_with_it():
    small = value(StatisticFactory(unit="operations"), 400)
    large = value(StatisticFactory(unit="arrests"), 62_600)

    html = band(small.statistic, large.statistic)

    assert "4 squares, one for every 100 operations" in html
    assert "626 squares, one for every 100 arrests" in html
    assert "1 square is 100 arrests" in html


@pytest.mark.django_db
def test_words_are_shown_where_there_is_no_number_to_draw():
    words = published(
        ObservationFactory(number=None, words="hundreds", as_published="hundreds")
    )

    html = band(words.statistic)

    assert "hundreds" in html
    assert "unit-charts__drawing" not in html
    assert 'role="img"' not in html


@pytest.mark.django_db
def test_two_bands_on_a_page_have_fills_of_their_own():
    statistic = value(StatisticFactory(), 400).statistic
    block = ResultsBlock()
    stored = block.to_python(
        {
            "heading": "Results",
            "charts": [
                {"statistic": statistic.pk, "per_square": 1, "square_noun": "arrest"}
            ],
        }
    )

    first, second = (
        block.render(stored, context={"anchor": anchor}) for anchor in ("one", "two")
    )

    assert 'id="one-one"' in first
    assert "url(#one-one)" in first
    assert 'id="one-one"' not in second


@pytest.mark.django_db
def test_structures_are_drawn_from_the_newest_values():
    forces = value(StatisticFactory(label="Task forces"), 30)
    offices = value(StatisticFactory(label="Offices"), 29)
    block = StructureListBlock()
    stored = {
        "heading": "Structures",
        "structures": [
            {
                "name": "Network",
                "text": "Works.",
                "glyph": "network",
                "statistics": [forces.statistic.pk, offices.statistic.pk],
            }
        ],
    }
    assert "Filled squares: 30. Outlined squares: 29." in block.render(
        block.to_python(stored)
    )

    replace(forces, 31)

    assert "Filled squares: 31. Outlined squares: 29." in block.render(
        block.to_python(stored)
    )


@pytest.mark.django_db
def test_a_value_carries_its_plain_number_for_machines(read, arrests):
    value(arrests, 200600, as_published="200.6k")
    stored = Observation.objects.get()
    assert str(stored.number) == "200600.00"

    [*found] = read("/record/arrests/").main.find_all("data")

    assert {(data["value"], data.get_text()) for data in found} == {
        ("200600", "200.6k")
    }
