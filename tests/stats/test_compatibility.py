"""Which figures can both be true, and which differences they speak against."""

import datetime

import pytest
from bs4 import BeautifulSoup

from stats.compatibility import can_both_be_true
from tests.factories import (
    DisagreementFactory,
    ObservationFactory,
    PositionFactory,
    StatisticFactory,
    published,
)


@pytest.mark.parametrize(
    ("one", "other", "is_possible"),
    [
        ("1,067", "over 1,000", True),
        ("3,266", "more than 3,000", True),
        ("3,266", "over 3,200", True),
        ("3,266", "over 3,266", False),
        ("3,266", "at least 3,266", True),
        ("9,000", "more than 3,000", False),
        ("400", "nearly 500", False),
        ("480", "nearly 500", True),
        ("500", "nearly 500", False),
        ("480", "about 500", True),
        ("400", "about 500", False),
        ("400", "up to 500", True),
        ("501", "up to 500", False),
        ("over $200 million", "around $215M\N{EN DASH}$250M", True),
        ("20 to 30", "31", False),
        ("20 to 30", "25", True),
        ("hundreds", "400", None),
        ("1,067", "1067", True),
        ("1,067", "1,068", False),
    ],
)
def test_figures_are_compared_by_what_their_words_allow(one, other, is_possible):
    statistic = StatisticFactory.build(unit="U.S. dollars", program=None)
    statistic.pk = 1
    values = [
        ObservationFactory.build(statistic=statistic, as_published=words, source=None)
        for words in (one, other)
    ]

    assert can_both_be_true(*values) is is_possible
    assert can_both_be_true(*reversed(values)) is is_possible


def test_figures_of_other_things_or_times_are_not_held_against_each_other():
    first, second = (
        StatisticFactory.build(pk=number, unit="things", program=None)
        for number in (1, 2)
    )

    def value(statistic, year):
        return ObservationFactory.build(
            statistic=statistic,
            source=None,
            as_published="12",
            period_start=datetime.date(year, 1, 1),
            period_end=datetime.date(year, 12, 31),
        )

    assert can_both_be_true(value(first, 2024), value(first, 2024))
    assert can_both_be_true(value(first, 2024), value(second, 2024)) is None
    assert can_both_be_true(value(first, 2024), value(first, 2025)) is None


def asked(admin):
    page = BeautifulSoup(admin.get("/admin/").content, "html.parser")
    panel = page.find("section", id="misfits-section") or page.find(id="misfits")
    return panel.text if panel else ""


@pytest.mark.parametrize(
    ("kind", "one", "other", "why"),
    [
        ("contradiction", "3,266", "more than 3,000", "can all be true"),
        ("contradiction", "400", "nearly 500", ""),
        ("contradiction", "hundreds", "400", ""),
        ("compatible", "3,266", "more than 3,000", ""),
        ("compatible", "400", "nearly 500", "cannot all be true"),
        ("compatible", "hundreds", "400", ""),
        ("measure", "400", "nearly 500", ""),
    ],
)
def test_editors_are_told_of_a_kind_that_its_figures_speak_against(
    admin, home, kind, one, other, why
):
    topic = DisagreementFactory(topic="How many", kind=kind)
    statistic = StatisticFactory(unit="arrests")
    for words in (one, other):
        position = PositionFactory(disagreement=topic)
        published(
            ObservationFactory(
                statistic=statistic, as_published=words, position=position
            )
        )

    told = asked(admin)

    assert ("How many" in told) is bool(why)
    assert why in told


def test_one_account_alone_says_nothing_about_the_kind(admin, home):
    position = PositionFactory(disagreement__topic="How many")
    published(ObservationFactory(position=position))

    assert asked(admin) == ""
