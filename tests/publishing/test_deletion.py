"""Only administrators delete what has been public, by any route."""

import json

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.log_actions import LogContext
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from publishing.deletion import DeletionRefusedError
from sources.models import CreditedImage
from tests.factories import (
    PAGE_FACTORIES,
    CreditedImageFactory,
    StandardPageFactory,
    planted,
    published,
)

pytestmark = pytest.mark.django_db
# Each of these can be deleted by the roles that publish, as far as Wagtail asks.
STATES = ["live", "unpublished", "unpublished and renamed", "only in the log"]


def hidden(page, state):
    """Put a page into the state after it was unpublished."""
    if state == "live":
        return page
    page = published(page)
    page.unpublish()
    if state == "unpublished and renamed":
        page.slug = "other"
        page.save()
    if state == "only in the log":
        Page.objects.filter(pk=page.pk).update(first_published_at=None)
    return Page.objects.get(pk=page.pk).specific


@pytest.fixture
def browser():
    """A browser of somebody who may delete whatever pages and files the tree allows."""
    browser = Client()
    browser.user = User.objects.create_user("somebody", "somebody@example.org")
    group = Group.objects.get(name="Site manager")
    top, files = Page.get_first_root_node(), Collection.get_first_root_node()
    GroupPagePermission.objects.create(
        group=group,
        page=top,
        permission=Permission.objects.get(codename="bulk_delete_page"),
    )
    for codename in ("change_image", "change_document"):
        GroupCollectionPermission.objects.get_or_create(
            group=group,
            collection=files,
            permission=Permission.objects.get(codename=codename),
        )
    browser.user.groups.add(group)
    browser.force_login(browser.user)
    return browser


@pytest.fixture
def draft(home):
    return StandardPageFactory(parent=home, title="A draft", live=False)


@pytest.fixture
def page(home):
    page = StandardPageFactory(parent=home, title="The page", slug="page")
    return hidden(page, "unpublished")


def is_there(thing):
    return type(thing).objects.filter(pk=thing.pk).exists()


def words(response):
    return [str(message) for message in response.context["messages"]]


# The ways to delete a page

REASON = "has been public, so only an administrator can delete it."


@pytest.mark.parametrize("state", STATES)
def test_form_leads_back_with_the_reason(browser, home, state):
    page = hidden(StandardPageFactory(parent=home, title="The page"), state)

    for method in (browser.get, browser.post):
        response = method(f"/admin/pages/{page.pk}/delete/", follow=True)

        assert response.redirect_chain[-1][0] == f"/admin/pages/{page.pk}/edit/"
        assert REASON in words(response)[0]
        # Nobody is asked to do what has been done.
        assert ("Unpublish it" in words(response)[0]) == (state == "live")
    assert is_there(page)


@pytest.mark.parametrize("role", ["Editor", "Reviewer"])
def test_no_other_role_deletes_it_either(client, page, role):
    user = User.objects.create_user("somebody", "somebody@example.org")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)

    client.post(f"/admin/pages/{page.pk}/delete/")

    assert is_there(page)


def test_button_is_not_offered(browser, page):
    delete = f"/admin/pages/{page.pk}/delete/"

    form = browser.get(f"/admin/pages/{page.pk}/edit/")
    listed = browser.get(f"/admin/pages/{page.get_parent().pk}/")

    assert delete not in form.content.decode()
    assert delete not in listed.content.decode()
    assert not page.permissions_for_user(browser.user).can_delete()


def test_action_on_many_names_the_reason_and_deletes_none_of_them(browser, page, draft):
    url = (
        f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}&id={draft.pk}&next=/admin/"
    )

    asked = browser.get(url)
    answer = browser.post(url, follow=True)

    assert REASON in asked.content.decode()
    assert REASON in words(answer)[0]
    assert is_there(page)
    assert is_there(draft)


def test_action_of_the_admin_s_api_refuses(browser, page):
    url = f"/admin/api/main/pages/{page.pk}/action/delete/"

    response = browser.post(url, headers={"accept": "application/json"})

    assert response.status_code == 403
    assert is_there(page)


@pytest.mark.parametrize("parent_is_public", [True, False])
def test_page_below_keeps_the_page_above(browser, home, parent_is_public):
    parent = StandardPageFactory(parent=home, title="Above", live=parent_is_public)
    below = published(StandardPageFactory(parent=parent, title="Below"))
    below.unpublish()

    response = browser.post(f"/admin/pages/{parent.pk}/delete/", follow=True)
    browser.post(f"/admin/bulk/wagtailcore/page/delete/?id={parent.pk}&next=/admin/")
    browser.post(f"/admin/api/main/pages/{parent.pk}/action/delete/")

    assert ("Above" if parent_is_public else "Below") in words(response)[0]
    assert is_there(parent)
    assert is_there(below)


def test_model_refuses_by_every_way_that_no_button_knows(browser, page):
    with LogContext(user=browser.user):
        for delete in (
            page.delete,
            Page.objects.filter(pk=page.pk).delete,
            type(page).objects.filter(pk=page.pk).delete,
            page.get_parent().delete,
        ):
            with pytest.raises(DeletionRefusedError), transaction.atomic():
                delete()

    assert is_there(page)


def test_what_a_new_way_runs_into_is_answered_in_words(browser, page, monkeypatch):
    monkeypatch.setattr(
        "core.models.base_page.FixedAddressTester.can_delete", lambda *_, **__: True
    )
    monkeypatch.setattr("publishing.middleware.VIEWS", {})
    url = f"/admin/pages/{page.pk}/delete/"

    answer = browser.post(url, follow=True)
    script = browser.post(url, headers={"x-requested-with": "XMLHttpRequest"})

    assert REASON in words(answer)[0]
    assert (script.status_code, REASON in script.json()["detail"]) == (403, True)
    assert is_there(page)


# Who may, and what


def test_draft_that_was_never_public_can_be_deleted(browser, draft):
    browser.post(f"/admin/pages/{draft.pk}/delete/")

    assert not is_there(draft)


def test_copy_of_a_public_page_is_a_draft_like_any_other(browser, home):
    page = published(StandardPageFactory(parent=home))
    copy = page.copy(update_attrs={"slug": "copy"}, keep_live=False)

    browser.post(f"/admin/pages/{copy.pk}/delete/")

    assert not is_there(copy)


def test_administrator_deletes_what_has_been_public(admin, page):
    admin.post(f"/admin/pages/{page.pk}/delete/")

    assert not is_there(page)


def test_command_deletes_what_has_been_public(page):
    page.delete()

    assert not is_there(page)


def test_page_with_a_fixed_address_is_told_otherwise(browser, home):
    page = StandardPageFactory(parent=home, is_address_fixed=True)

    response = browser.post(f"/admin/pages/{page.pk}/delete/", follow=True)

    assert "fixed address" in words(response)[0]


@pytest.mark.parametrize("page_factory", PAGE_FACTORIES)
def test_pages_of_every_kind_stay(browser, home, page_factory):
    page = planted(page_factory, home)

    assert not page.permissions_for_user(browser.user).can_delete()
    with LogContext(user=browser.user), pytest.raises(ProtectedError):
        page.delete()


def test_page_that_is_public_can_still_be_moved(browser, home):
    page, other = StandardPageFactory.create_batch(2, parent=home)

    browser.post(f"/admin/pages/{page.pk}/move/{other.pk}/confirm/")

    assert Page.objects.get(pk=page.pk).get_parent().pk == other.pk


# Files


@pytest.fixture(params=["image", "document"])
def file(request):
    if request.param == "image":
        return CreditedImageFactory(title="The file")
    return get_document_model().objects.create(title="The file", file="a.pdf")


def using(file, home, **values):
    """A page that shows the image, or leads to the document."""
    if isinstance(file, CreditedImage):
        image = {"image": file.pk, "decorative": False, "alt_text": "A desk."}
        body = [{"type": "picture", "value": {"image": image, "caption": "A desk."}}]
    else:
        text = f'<p><a linktype="document" id="{file.pk}">Form</a></p>'
        body = [{"type": "section", "value": {"heading": "Files", "text": text}}]
    return StandardPageFactory(parent=home, body=json.dumps(body), **values)


def address(file):
    room = "wagtailimages" if isinstance(file, CreditedImage) else "wagtaildocs"
    return reverse(f"{room}:delete", args=[file.pk])


@pytest.mark.parametrize("is_live", [True, False])
def test_file_that_something_public_uses_stays(browser, home, file, is_live):
    page = using(file, home)
    if not is_live:
        published(page).unpublish()
    model = file._meta.label_lower.replace(".", "/")

    answer = browser.post(address(file), follow=True)
    browser.post(f"/admin/bulk/{model}/delete/?id={file.pk}&next=/admin/")
    with (
        LogContext(user=browser.user),
        pytest.raises(ProtectedError),
        transaction.atomic(),
    ):
        Collection.objects.all().delete()

    assert "Take it out there first" in words(answer)[0]
    assert is_there(file)
    assert answer.context["can_delete"] is False  # so its form has no button


def test_file_that_only_a_draft_uses_can_be_deleted(browser, home, file):
    using(file, home, live=False)

    browser.post(address(file))

    assert not is_there(file)


def test_administrator_deletes_a_file_that_is_used(admin, home, file):
    using(file, home)

    admin.post(address(file))

    assert not is_there(file)


def changed(browser, file, collection):
    """Try each way to change a file in the admin, and return the first response."""
    room, kind = ("images", "image")
    if not isinstance(file, CreditedImage):
        room, kind = ("docs", "document")
    form = {"title": "Another", "collection": collection.pk}
    form |= {"credit": "Another", "permission": "None"}
    answer = browser.post(
        reverse(f"wagtail{room}:edit", args=[file.pk]), form, follow=True
    )
    prefixed = {f"{kind}-{file.pk}-{name}": value for name, value in form.items()}
    browser.post(reverse(f"wagtail{room}:edit_multiple", args=[file.pk]), prefixed)
    browser.post(
        f"/admin/bulk/{file._meta.label_lower.replace('.', '/')}/add_to_collection/"
        f"?id={file.pk}",
        {"collection": collection.pk},
    )
    return answer


@pytest.fixture
def owner(file):
    """A browser of an editor who added the file, and may change it for that reason."""
    browser = Client()
    browser.user = User.objects.create_user("an-editor", "an-editor@example.org")
    group = Group.objects.get(name="Editor")
    GroupCollectionPermission.objects.get_or_create(
        group=group,
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(codename="add_document"),
    )
    browser.user.groups.add(group)
    browser.force_login(browser.user)
    file.uploaded_by_user = browser.user
    file.save()
    return browser


def test_whoever_added_a_file_does_not_change_what_readers_see(owner, home, file):
    """Nobody else has looked at the new one, and an editor publishes nothing."""
    using(file, home)
    shelf = Collection.get_first_root_node().add_child(name="Elsewhere")

    answer = changed(owner, file, shelf)

    assert "only a site manager can change it" in words(answer)[0]
    stored = type(file).objects.get(pk=file.pk)
    assert (stored.title, stored.collection) == ("The file", file.collection)


def test_whoever_added_a_file_changes_it_while_only_a_draft_uses_it(owner, home, file):
    using(file, home, live=False)

    changed(owner, file, Collection.get_first_root_node().add_child(name="Elsewhere"))

    assert type(file).objects.get(pk=file.pk).title == "Another"


def test_whoever_may_change_all_files_changes_one_that_is_public(browser, home, file):
    using(file, home)

    changed(browser, file, Collection.get_first_root_node().add_child(name="Elsewhere"))

    assert type(file).objects.get(pk=file.pk).title == "Another"
