"""What published text depends on is retired, never deleted."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.models import Revision

from agencies.models import AgencyPage
from sources.models import Source
from stats.models import Statistic
from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
    JurisdictionFactory,
    NewsTopicFactory,
    ObservationFactory,
    ProgramFactory,
    QuestionGroupFactory,
    SourceFactory,
    StatisticFactory,
)

pytestmark = pytest.mark.django_db
ADMIN = "/admin/snippets/stats/observation"
RETIRABLE = [
    SourceFactory,
    ProgramFactory,
    StatisticFactory,
    JurisdictionFactory,
    QuestionGroupFactory,
    NewsTopicFactory,
]


@pytest.mark.parametrize("factory", RETIRABLE)
def test_is_not_deleted_one_by_one(factory):
    thing = factory()

    with pytest.raises(ProtectedError, match="retired"), transaction.atomic():
        thing.delete()

    assert type(thing).objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize("factory", RETIRABLE)
def test_is_not_deleted_in_bulk(factory):
    thing = factory()

    with pytest.raises(ProtectedError, match="retired"), transaction.atomic():
        type(thing).objects.all().delete()

    assert type(thing).objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize("factory", RETIRABLE)
def test_admin_says_what_to_do_instead(factory, admin):
    thing = factory()
    meta = thing._meta

    single = admin.post(
        f"/admin/snippets/{meta.app_label}/{meta.model_name}/delete/{thing.pk}/",
        follow=True,
    )
    bulk = admin.post(
        f"/admin/bulk/{meta.app_label}/{meta.model_name}/delete/"
        f"?id={thing.pk}&next=/admin/",
        follow=True,
    )

    assert type(thing).objects.filter(pk=thing.pk).exists()
    assert single.status_code in {200, 403}
    assert "Mark it as retired instead" in bulk.content.decode()


def test_agency_is_not_deleted_even_with_its_parent(home):
    index = AgencyIndexPageFactory(parent=home)
    agency = AgencyPageFactory(parent=index)

    with pytest.raises(ProtectedError), transaction.atomic():
        agency.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        index.delete()

    assert AgencyPage.objects.filter(pk=agency.pk).exists()


def test_admin_does_not_offer_to_delete_an_agency(home, admin, editor):
    agency = AgencyPageFactory(parent=AgencyIndexPageFactory(parent=home))

    response = admin.post(f"/admin/pages/{agency.pk}/delete/")

    assert not agency.permissions_for_user(editor).can_delete()
    assert response.status_code in {302, 403}
    assert AgencyPage.objects.filter(pk=agency.pk).exists()


def test_old_revision_opens_after_its_source_was_retired(admin):
    draft = ObservationFactory()
    old = draft.save_revision()
    Source.objects.filter(pk=draft.source_id).update(is_retired=True)
    draft.source = SourceFactory()
    draft.save_revision()

    opened = Revision.objects.get(pk=old.pk).as_object()
    page = admin.get(f"{ADMIN}/history/{draft.pk}/revisions/{old.pk}/revert/")

    assert opened.source.is_retired
    assert page.status_code == 200


def test_old_revision_of_a_value_opens_after_its_statistic_was_retired():
    draft = ObservationFactory()
    old = draft.save_revision()
    Statistic.objects.filter(pk=draft.statistic_id).update(is_retired=True)

    assert Revision.objects.get(pk=old.pk).as_object().statistic.is_retired


def test_retired_sources_are_told_apart():
    kept, retired = SourceFactory(), SourceFactory(is_retired=True)

    assert list(Source.objects.in_use()) == [kept]
    assert retired in Source.objects.all()
