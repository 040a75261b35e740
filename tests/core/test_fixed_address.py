"""Pages with fixed URLs stay where they are; others leave a redirect."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from pages.models import StandardPage
from tests.factories import (
    PAGE_FACTORIES,
    StandardPageFactory,
    ThreatIndexPageFactory,
    ThreatPageFactory,
    planted,
)


@pytest.fixture
def fixed(home):
    return StandardPageFactory(parent=home, slug="about", is_address_fixed=True)


@pytest.fixture
def loose(home):
    return StandardPageFactory(parent=home, slug="notes")


@pytest.fixture
def other(home):
    return StandardPageFactory(parent=home, slug="other")


@pytest.fixture
def after_commit(django_capture_on_commit_callbacks):
    """Run what Wagtail leaves until the transaction is over."""
    return django_capture_on_commit_callbacks


def form(page, **values):
    """Fill the admin form of a standard page as it stands, with some changes."""
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "lede": page.lede,
            "seo_title": "",
            "search_description": page.search_description,
            "last_reviewed_date": "2026-01-02",
            "body": {"count": "0"},
            "citations": inline_formset([]),
            "comments": inline_formset([]),
            "action-publish": "1",
            **values,
        }
    )


def stored(page):
    return StandardPage.objects.get(pk=page.pk)


@pytest.mark.parametrize("page_factory", PAGE_FACTORIES)
def test_page_of_any_kind_keeps_a_fixed_address(home, page_factory):
    page = planted(page_factory, home, slug="kept", is_address_fixed=True)
    page.slug = "another"

    with pytest.raises(ValidationError) as caught:
        page.clean()

    assert set(caught.value.message_dict) == {"slug"}
    assert "kept" in str(caught.value)


def test_page_with_a_fixed_address_may_change_its_words(admin, fixed):
    admin.post(f"/admin/pages/{fixed.pk}/edit/", form(fixed, title="New words"))

    assert stored(fixed).title == "New words"
    assert stored(fixed).slug == "about"


@pytest.mark.parametrize("action", ["action-publish", "action-save"])
def test_editor_is_told_at_the_slug_that_it_is_fixed(admin, fixed, action):
    data = form(fixed, slug="elsewhere")
    del data["action-publish"]

    response = admin.post(f"/admin/pages/{fixed.pk}/edit/", {**data, action: "1"})

    assert set(response.context["form"].errors) == {"slug"}
    assert "fixed" in str(response.context["form"].errors["slug"])
    assert stored(fixed).slug == "about"


def test_publishing_needs_a_description(admin, loose):
    data = form(loose, search_description="")

    response = admin.post(f"/admin/pages/{loose.pk}/edit/", data)

    assert set(response.context["form"].errors) == {"search_description"}


def test_draft_may_wait_for_its_description(admin, loose):
    data = form(loose, search_description="", title="A draft")
    del data["action-publish"]

    admin.post(f"/admin/pages/{loose.pk}/edit/", data)

    assert stored(loose).get_latest_revision_as_object().title == "A draft"


def test_fixed_page_is_not_offered_to_be_moved_deleted_or_unpublished(fixed, editor):
    for page in (fixed, Page.objects.get(pk=fixed.pk)):
        may = page.permissions_for_user(editor)

        assert not may.can_delete()
        assert not may.can_move()
        assert not may.can_unpublish()
        assert may.can_edit()


def test_other_pages_are(loose, editor):
    may = loose.permissions_for_user(editor)

    assert may.can_delete()
    assert may.can_move()
    assert may.can_unpublish()


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_fixed_page_stays_whatever_an_editor_presses(admin, fixed, action):
    response = admin.post(f"/admin/pages/{fixed.pk}/{action}/")

    assert response.status_code in {302, 403}
    assert stored(fixed).live


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_fixed_page_survives_the_actions_on_many(admin, fixed, action):
    admin.post(f"/admin/bulk/wagtailcore/page/{action}/?id={fixed.pk}&next=/admin/")

    assert stored(fixed).live


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_the_same_actions_work_on_another_page(admin, loose, action):
    admin.post(f"/admin/pages/{loose.pk}/{action}/")

    assert not StandardPage.objects.filter(pk=loose.pk, live=True).exists()


def test_moving_a_fixed_page_is_refused_at_the_first_step(admin, fixed):
    response = admin.get(f"/admin/pages/{fixed.pk}/move/")

    assert response.status_code in {302, 403}


def test_moving_a_fixed_page_is_refused_at_the_last_step(admin, fixed, other):
    admin.post(f"/admin/pages/{fixed.pk}/move/{other.pk}/confirm/")

    assert stored(fixed).get_parent().pk != other.pk
    assert stored(fixed).url == "/about/"


def test_fixed_page_survives_the_move_of_many(admin, fixed, other):
    admin.post(
        f"/admin/bulk/wagtailcore/page/move/?id={fixed.pk}&next=/admin/",
        {"chooser": other.pk, "move_applicable": "1"},
    )

    assert stored(fixed).url == "/about/"


def test_another_page_can_be_moved(admin, loose, other):
    admin.post(f"/admin/pages/{loose.pk}/move/{other.pk}/confirm/")

    assert stored(loose).url == "/other/notes/"


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_fixed_page_stays_when_its_parent_goes(admin, other, action):
    below = StandardPageFactory(parent=other, slug="below", is_address_fixed=True)

    admin.post(f"/admin/pages/{other.pk}/{action}/", {"include_descendants": "on"})

    assert StandardPage.objects.filter(pk=below.pk, live=True).exists()


def test_copy_of_a_fixed_page_is_free(admin, fixed, home, editor):
    admin.post(
        f"/admin/pages/{fixed.pk}/copy/",
        {
            "new_title": "A copy",
            "new_slug": "a-copy",
            "new_parent_page": home.pk,
        },
    )

    copy = StandardPage.objects.get(slug="a-copy")
    assert copy.permissions_for_user(editor).can_delete()


def test_renamed_page_leaves_a_redirect(admin, client, loose, after_commit):
    with after_commit(execute=True):
        admin.post(f"/admin/pages/{loose.pk}/edit/", form(loose, slug="remarks"))

    response = client.get("/notes/")

    assert stored(loose).url == "/remarks/"
    assert response.status_code == 301
    assert response["Location"].endswith("/remarks/")


def test_moved_page_leaves_a_redirect(client, loose, other, after_commit):
    with after_commit(execute=True):
        loose.move(other, pos="last-child")

    response = client.get("/notes/")

    assert response.status_code == 301
    assert response["Location"].endswith("/other/notes/")


def test_pages_below_a_renamed_page_leave_redirects_too(
    admin, client, loose, after_commit
):
    StandardPageFactory(parent=loose, slug="below")

    with after_commit(execute=True):
        admin.post(f"/admin/pages/{loose.pk}/edit/", form(loose, slug="remarks"))

    assert client.get("/notes/below/")["Location"].endswith("/remarks/below/")


def test_page_that_only_changes_place_in_a_list_leaves_none(home):
    index = ThreatIndexPageFactory(parent=home)
    first = ThreatPageFactory(parent=index)
    second = ThreatPageFactory(parent=index)

    second.move(first, pos="left")

    assert not Redirect.objects.exists()


def test_fixed_page_does_not_expire(fixed):
    fixed.expire_at = datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)

    with pytest.raises(ValidationError) as caught:
        fixed.full_clean()

    assert set(caught.value.message_dict) == {"expire_at"}


def test_fixed_page_cannot_be_made_private(admin, fixed):
    response = admin.post(
        f"/admin/pages/{fixed.pk}/privacy/", {"restriction_type": "login"}
    )

    assert response.status_code in {302, 403}
    assert not fixed.get_view_restrictions().exists()
