"""The facts of a value: what the database insists on, and how readers see them."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from stats.models import Observation
from tests.factories import (
    ObservationFactory,
    StatisticFactory,
)

pytestmark = pytest.mark.django_db


def test_database_insists_on_a_number_or_words():
    with pytest.raises(IntegrityError), transaction.atomic():
        ObservationFactory(number=None, words="")

    assert ObservationFactory(number=None, words="hundreds").words == "hundreds"


def test_database_insists_on_a_source():
    with pytest.raises(IntegrityError), transaction.atomic():
        ObservationFactory(source=None)


def test_database_refuses_an_upper_bound_below_the_number():
    with pytest.raises(IntegrityError), transaction.atomic():
        ObservationFactory(number=12, upper_bound=11)


def test_database_refuses_a_period_that_ends_before_it_starts():
    with pytest.raises(IntegrityError), transaction.atomic():
        ObservationFactory(
            period_start=datetime.date(2025, 2, 1),
            period_end=datetime.date(2025, 1, 1),
        )


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({}, ""),
        ({"period_words": "six weeks"}, "Six weeks"),
        (
            {
                "period_start": datetime.date(2025, 9, 1),
                "period_end": datetime.date(2025, 10, 31),
                "period_precision": "month",
                "period_words": "six weeks",
            },
            "September to October 2025 (six weeks)",
        ),
        (
            {
                "period_start": datetime.date(2021, 6, 1),
                "period_end": datetime.date(2024, 12, 31),
                "period_precision": "month",
            },
            "June 2021 to December 2024",
        ),
    ],
)
def test_period_is_told_as_precisely_as_it_is_known(values, text):
    assert ObservationFactory.build(**values).period_text == text


def test_unit_is_not_said_twice():
    statistic = StatisticFactory.build(unit="pounds", program=None)

    assert Observation(statistic=statistic, as_published="200.6k").unit == "pounds"
    assert Observation(statistic=statistic, as_published="27,000 pounds").unit == ""
