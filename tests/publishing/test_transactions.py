"""A failure in the middle of an admin action rolls all of it back."""

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_save
from django.urls import reverse
from wagtail.models import BaseLogEntry, Page

from compat.indexing_tasks import IndexingError
from tests import drafts
from tests.factories import StandardPageFactory, published

pytestmark = pytest.mark.django_db

# What changes with each request, whatever comes of it.
OF_THE_REQUEST = {"sessions.session", "wagtailadmin.editingsession"}
# Logged on the way to what is meant.
ON_THE_WAY = {"wagtail.create", "wagtail.edit", "wagtail.rename"}


def page_of(home, **values):
    return StandardPageFactory(parent=Page.objects.get(pk=home.pk), **values)


def publish_page(admin, home):
    page = published(page_of(home))
    form = drafts.page_form(page) | {"body-count": "0", "title": "Other words"}
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return lambda: admin.post(url, form | {"action-publish": "1"})


def publish_new_page(admin, home):
    form = drafts.page_form(page_of(home)) | {"body-count": "0", "slug": "new"}
    url = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", home.pk])
    return lambda: admin.post(url, form | {"action-publish": "1"})


def unpublish_page(admin, home):
    url = reverse("wagtailadmin_pages:unpublish", args=[page_of(home).pk])
    return lambda: admin.post(url)


def move_page(admin, home):
    keys = [page_of(home).pk, page_of(home).pk]
    url = reverse("wagtailadmin_pages:move_confirm", args=keys)
    return lambda: admin.post(url)


def copy_page(admin, home):
    page = page_of(home)
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": home.pk}
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    return lambda: admin.post(url, form)


def reorder_pages(admin, home):
    page_of(home)
    url = reverse("wagtailadmin_pages:set_page_position", args=[page_of(home).pk])
    return lambda: admin.post(f"{url}?position=0")


def publish_in_bulk(admin, home):
    pages = [page_of(home, live=False) for _ in range(2)]
    query = "&".join(f"id={page.pk}" for page in pages)
    url = f"/admin/bulk/wagtailcore/page/publish/?{query}"
    return lambda: admin.post(url, {"include_descendants": ""})


def publish_through_the_api(admin, home):
    page = page_of(home, live=False)
    page.save_revision()
    url = f"/admin/api/main/pages/{page.pk}/action/publish/"
    return lambda: admin.post(url, content_type="application/json")


def publish_record(admin, home):
    record, form = drafts.value(home)
    url = reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])
    return lambda: admin.post(url, form | {"action-publish": "1"})


def unpublish_record(admin, home):
    record = published(drafts.contact(home)[0])
    url = reverse(record.snippet_viewset.get_url_name("unpublish"), args=[record.pk])
    return lambda: admin.post(url)


def approve(admin, home):
    page = page_of(home, live=False)
    page.save_revision()
    state = page.get_workflow().start(page, None).current_task_state
    keys = [page.pk, "approve", state.pk]
    url = reverse("wagtailadmin_pages:workflow_action", args=keys)
    return lambda: admin.post(url)


ROUTES = [
    publish_page,
    publish_new_page,
    unpublish_page,
    move_page,
    copy_page,
    reorder_pages,
    publish_in_bulk,
    publish_through_the_api,
    publish_record,
    unpublish_record,
    approve,
]


def everything():
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.label_lower not in OF_THE_REQUEST
    }


@pytest.fixture
def failing():
    """Let each entry that the history is given fail, as one that is too much."""
    logs = [model for model in apps.get_models() if issubclass(model, BaseLogEntry)]
    failed = []

    def fail(instance, **kwargs):
        if instance.action not in ON_THE_WAY:
            failed.append(instance.action)
            raise failed[0]

    def begin(error):
        failed[:] = [error]
        for model in logs:
            post_save.connect(fail, sender=model, dispatch_uid="failing")
        return failed

    yield begin
    for model in logs:
        post_save.disconnect(sender=model, dispatch_uid="failing")


@pytest.mark.parametrize("error", [RuntimeError, PermissionDenied])
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.__name__)
def test_nothing_is_left_of_what_fails_half_way(route, error, admin, home, failing):
    admin.raise_request_exception = False
    act = route(admin, home)
    before = everything()
    failed = failing(error)

    act()

    assert len(failed) > 1  # it got this far
    assert everything() == before


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.__name__)
def test_same_way_leads_through_if_nothing_fails(route, admin, home):
    act = route(admin, home)
    before = everything()

    assert act().status_code in {200, 302}

    assert everything() != before


@pytest.mark.parametrize(
    "task",
    [
        "wagtail.models.ReferenceIndex.create_or_update_for_object",
        "modelsearch.index.insert_or_update_object",
    ],
)
def test_page_is_not_published_without_its_entries_in_both_indexes(
    task, home, monkeypatch
):
    page = page_of(home, live=False)
    revision = page.save_revision()

    def fail(*args):
        raise RuntimeError("no room")

    monkeypatch.setattr(task, fail)

    with pytest.raises(IndexingError, match="no room"):
        revision.publish()

    page.refresh_from_db()
    assert not page.live
