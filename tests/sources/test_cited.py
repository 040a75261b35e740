"""What every cited fact must state, and must not."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.factories import ContactChannelFactory, ObservationFactory, RegionFactory

pytestmark = pytest.mark.django_db


def cited(kind, as_of):
    if kind == "value":
        return ObservationFactory(as_of=as_of)
    return ContactChannelFactory(region=RegionFactory(), as_of=as_of)


@pytest.mark.parametrize("kind", ["value", "contact"])
def test_nothing_is_true_as_of_a_day_to_come(kind):
    fact = cited(kind, timezone.localdate() + datetime.timedelta(days=1))

    with pytest.raises(ValidationError) as caught:
        fact.full_clean()

    assert list(caught.value.message_dict) == ["as_of"]


@pytest.mark.parametrize("kind", ["value", "contact"])
def test_today_is_early_enough(kind):
    cited(kind, timezone.localdate()).full_clean()
