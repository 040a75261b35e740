"""What an editor does with values in the admin."""

import pytest

from stats.models import Observation
from tests.factories import (
    ObservationFactory,
    SourceFactory,
    StatisticFactory,
    published,
)

pytestmark = pytest.mark.django_db
BASE = "/admin/snippets/stats/observation"


def form(**values):
    return {
        "as_published": "14",
        "number": "14",
        "qualifier": "exactly",
        "period_precision": "not_stated",
        "action-publish": "1",
        **values,
    }


def test_editor_publishes_a_new_value(admin):
    statistic, source = StatisticFactory(), SourceFactory()

    admin.post(f"{BASE}/add/", form(statistic=statistic.pk, source=source.pk))

    value = Observation.objects.get()
    assert value.live
    assert value.as_published == "14"


def test_value_without_a_source_is_refused_at_the_source_field(admin):
    response = admin.post(f"{BASE}/add/", form(statistic=StatisticFactory().pk))

    assert "source" in response.context["form"].errors
    assert not Observation.objects.exists()


def test_replacing_starts_from_the_earlier_value(admin):
    earlier = published(ObservationFactory())

    response = admin.get(f"{BASE}/copy/{earlier.pk}/")

    offered = response.context["form"].instance
    assert offered.pk is None
    assert offered.supersedes == earlier
    assert offered.statistic == earlier.statistic
    assert offered.source == earlier.source
    assert offered.as_published == ""


def test_editor_replaces_a_value_and_both_stay(admin):
    earlier = published(ObservationFactory())

    admin.post(
        f"{BASE}/copy/{earlier.pk}/",
        form(
            statistic=earlier.statistic_id,
            source=earlier.source_id,
            supersedes=earlier.pk,
            change_kind="correction",
            change_reason="This site had copied the number wrongly.",
        ),
    )

    new = Observation.objects.get(supersedes=earlier)
    assert new.live
    assert list(Observation.objects.current()) == [new]


def test_list_offers_to_replace_a_value(admin):
    published(ObservationFactory())

    assert "Replace with a new value" in admin.get(f"{BASE}/").content.decode()


def test_published_value_can_be_read_but_not_edited(admin):
    value = published(ObservationFactory())

    page = admin.get(f"{BASE}/edit/{value.pk}/")
    admin.post(
        f"{BASE}/edit/{value.pk}/",
        form(statistic=value.statistic_id, source=value.source_id),
    )

    assert page.status_code == 200
    assert all(field.disabled for field in page.context["form"].fields.values())
    assert Observation.objects.get(pk=value.pk).as_published == "12"


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_published_value_stays_whatever_an_editor_presses(admin, action):
    value = published(ObservationFactory())

    admin.post(f"{BASE}/{action}/{value.pk}/")

    assert Observation.objects.get(pk=value.pk).live


def test_published_value_survives_the_bulk_deletion(admin):
    value = published(ObservationFactory())

    response = admin.post(
        f"/admin/bulk/stats/observation/delete/?id={value.pk}&next=/admin/", follow=True
    )

    assert Observation.objects.filter(pk=value.pk).exists()
    assert "cannot be changed or taken back" in response.content.decode()


def test_preview_shows_the_draft_before_the_published_value(admin):
    earlier = published(ObservationFactory())
    draft = ObservationFactory(statistic=earlier.statistic, as_published="15 draft")

    response = draft.make_preview_request(preview_mode="")

    assert response.status_code == 200
    assert "15 draft" in response.rendered_content


def test_old_address_of_a_program_leads_on(admin):
    program = StatisticFactory().program
    old = f"/admin/snippets/stats/programme/edit/{program.pk}/?page=1"

    response = admin.get(old)

    assert response.status_code == 302
    assert response["Location"] == old.replace("programme", "program")
    assert admin.get(response["Location"]).status_code == 200
