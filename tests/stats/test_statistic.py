"""What of a statistic and its program stays once values are published."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    ObservationFactory,
    ProgramFactory,
    StatisticFactory,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "value"), [("slug", "other"), ("unit", "tons"), ("stage", "seizure")]
)
def test_meaning_of_a_published_value_stays(field, value):
    statistic = published(ObservationFactory()).statistic

    setattr(statistic, field, value)

    with pytest.raises(ValidationError) as caught:
        statistic.full_clean()
    assert set(caught.value.message_dict) == {field}


def test_statistic_does_not_change_program_under_its_values():
    statistic = published(ObservationFactory()).statistic
    statistic.program = ProgramFactory()

    with pytest.raises(ValidationError) as caught:
        statistic.full_clean()

    assert set(caught.value.message_dict) == {"program"}


def test_statistic_without_published_values_may_still_change():
    statistic = ObservationFactory().statistic
    statistic.unit = "tons"

    statistic.full_clean()


def test_program_does_not_become_this_task_force_under_its_statistics():
    program = StatisticFactory().program
    program.is_own = True

    with pytest.raises(ValidationError) as caught:
        program.full_clean()

    assert set(caught.value.message_dict) == {"is_own"}
