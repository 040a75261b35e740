"""A contact, and one that somebody else confirmed."""

import pytest
from django.utils import timezone
from django.utils.timezone import localdate as today

from tests.factories import (
    ContactChannelFactory,
    RegionFactory,
)
from tests.verification.steps import DAY


@pytest.fixture
def contact():
    return ContactChannelFactory(region=RegionFactory(name="Gulf"))


@pytest.fixture
def checked(contact):
    """A contact that somebody else confirmed thirty days ago."""
    contact.verified_on = today() - 30 * DAY
    contact.verified_by = "Sam Example"
    contact.review_due = contact.next_review(contact.verified_on)
    contact.first_published_at = timezone.now()
    contact.save()
    return contact
