"""What an editor does to replace a published value."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User

from stats.models import Observation
from tests.factories import (
    ObservationFactory,
    published,
)
from tests.stats.value_forms import BASE, errors, typed

pytestmark = pytest.mark.django_db


def test_correction_keeps_source_and_period(admin):
    earlier = published(
        ObservationFactory(
            period_start=datetime.date(2025, 9, 1),
            period_end=datetime.date(2025, 10, 31),
            period_precision="month",
        )
    )

    offered = admin.get(f"{BASE}/copy/{earlier.pk}/").context["form"].instance

    assert offered.source == earlier.source
    assert offered.period == earlier.period
    assert (offered.as_of, offered.as_published) == (None, "")


def test_newer_figure_starts_with_neither_source_nor_dates(admin):
    earlier = published(
        ObservationFactory(
            period_start=datetime.date(2025, 9, 1), period_precision="month"
        )
    )

    url = f"{BASE}/copy/{earlier.pk}/?change_kind=update"
    offered = admin.get(url).context["form"].instance

    assert offered.source_id is None
    assert offered.period == (None, None, "month")
    assert offered.change_kind == "update"


def test_newer_figure_has_a_newer_period(admin):
    dates = {"period_start": "2025-09-01", "period_end": "2025-10-31"}
    earlier = published(ObservationFactory(period_precision="month", **dates))

    found = errors(
        admin,
        "345",
        statistic=earlier.statistic_id,
        supersedes=earlier.pk,
        change_kind="update",
        change_reason="A newer report.",
        period_precision="month",
        **dates,
    )

    assert "choose “Revision”" in found["change_kind"]


def replacing(earlier, **values):
    return typed(
        "13",
        statistic=earlier.statistic_id,
        supersedes=earlier.pk,
        change_kind="correction",
        change_reason="Misread.",
        **values,
    )


def test_replacement_that_was_begun_is_gone_on_with(admin):
    earlier = published(ObservationFactory())
    admin.post(f"{BASE}/add/", replacing(earlier))
    begun = Observation.objects.get(supersedes=earlier)

    again = admin.get(f"{BASE}/copy/{earlier.pk}/")

    assert again.url == f"{BASE}/edit/{begun.pk}/"


def test_form_sent_while_it_saves_itself_makes_one_draft(admin):
    earlier = published(ObservationFactory())
    admin.post(
        f"{BASE}/add/", replacing(earlier), headers={"Accept": "application/json"}
    )

    admin.post(f"{BASE}/add/", replacing(earlier, note="Typed last."))

    assert Observation.objects.get(supersedes=earlier).note == "Typed last."


def test_nobody_goes_on_with_the_draft_of_somebody_else(admin, client):
    earlier = published(ObservationFactory())
    admin.post(f"{BASE}/add/", replacing(earlier))
    client.force_login(User.objects.create_superuser("other", "other@example.org"))

    response = client.post(f"{BASE}/add/", replacing(earlier, note="Mine."))

    assert "replaced already" in str(response.context["form"].errors["supersedes"])
    assert Observation.objects.get(supersedes=earlier).note == ""


def test_reviewer_sees_the_earlier_value_beside_the_new_one(admin):
    earlier = published(ObservationFactory(as_published="about 345"))
    admin.post(f"{BASE}/add/", replacing(earlier))
    new = Observation.objects.get(supersedes=earlier)

    page = BeautifulSoup(admin.get(f"{BASE}/edit/{new.pk}/").content, "html.parser")

    row = page.find("th", string="As published").parent
    assert [cell.text for cell in row.find_all("td")] == ["about 345", "13"]


def test_review_is_the_first_button_for_whoever_cannot_publish(client):
    writer = User.objects.create_user("writer", "writer@example.org")
    writer.groups.add(Group.objects.get(name="Editor"))
    client.force_login(writer)

    page = BeautifulSoup(client.get(f"{BASE}/add/").content, "html.parser")

    first = page.select_one("footer button[type=submit]")
    assert first["name"] == "action-submit"
