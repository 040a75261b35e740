"""The seeded site as it is at work: two people, and figures published a week ago."""

import datetime

from django.contrib.auth.models import Group, User
from django.db.models import F

from stats.models import Observation
from tests.browser.sites import PASSWORD

ROLES = {"editor": "Editor", "reviewer": "Reviewer"}
A_WEEK = datetime.timedelta(days=7)


def begin() -> None:
    for name, role in ROLES.items():
        user = User.objects.create_user(name, f"{name}@example.org", PASSWORD)
        user.groups.add(Group.objects.get(name=role))
    # Bypasses the model, which never lets a publication date change.
    Observation.objects.update(
        first_published_at=F("first_published_at") - A_WEEK,
        last_published_at=F("last_published_at") - A_WEEK,
    )
