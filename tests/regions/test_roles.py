"""What a regional contacts editor may do, and may not."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils.timezone import localdate as today
from wagtail.documents.models import Document
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from regions.models import ContactChannel
from tests.factories import (
    ContactChannelFactory,
    CreditedImageFactory,
    NationalLineFactory,
    RegionFactory,
)
from tests.signing_in import sign_in
from verification.confirmation import SeenContact

pytestmark = pytest.mark.django_db

ROLE = "Regional contacts editor"


@pytest.fixture
def clerk(client):
    """A browser that a regional contacts editor has signed in with."""
    user = User.objects.create_user("clerk", "clerk@example.org", "pass-555-0102")
    user.groups.add(Group.objects.get(name=ROLE))
    return sign_in(client, user)


def is_refused(response):
    """The admin sends home whoever may not enter, or says 403 or 404."""
    return response.status_code in {403, 404} or (
        response.status_code == 302 and response.url in {"/admin/", "/admin/pages/"}
    )


def admin_url(model, view, *args):
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


OTHER_SNIPPETS = [m for m in get_snippet_models() if m is not ContactChannel]


def test_there_are_other_snippets():
    assert {"Office", "Region", "NationalLine", "Observation", "Source"} <= {
        model.__name__ for model in OTHER_SNIPPETS
    }


@pytest.mark.parametrize("model", OTHER_SNIPPETS, ids=lambda model: model.__name__)
def test_no_other_snippet_is_shown_added_or_changed(clerk, model):
    patterns = model.snippet_viewset.get_urlpatterns()
    views = [pattern.name for pattern in patterns if "<" not in str(pattern.pattern)]
    assert {"list", "add"} <= set(views)
    for view in views:
        assert is_refused(clerk.get(admin_url(model, view))), view
        assert is_refused(clerk.post(admin_url(model, view))), view


@pytest.mark.parametrize(
    "make", [RegionFactory, NationalLineFactory], ids=["region", "line"]
)
@pytest.mark.parametrize("view", ["edit", "delete", "unpublish", "history", "copy"])
def test_nothing_else_of_the_directory_is_changed(clerk, make, view):
    thing = make()
    before = type(thing).objects.values().get(pk=thing.pk)
    url = admin_url(type(thing), view, thing.pk)

    assert is_refused(clerk.get(url))
    assert is_refused(clerk.post(url, {"name": "Other", "action-publish": "1"}))
    assert type(thing).objects.values().get(pk=thing.pk) == before


@pytest.mark.parametrize(
    "path",
    [
        "images/",
        "images/add/",
        "images/multiple/add/",
        "images/{image}/",
        "images/{image}/delete/",
        "documents/",
        "documents/add/",
        "documents/multiple/add/",
        "documents/edit/{document}/",
        "documents/delete/{document}/",
        "pages/{page}/edit/",
        "pages/{page}/delete/",
        "pages/{page}/unpublish/",
        "pages/{page}/add_subpage/",
        "pages/add/pages/standardpage/{page}/",
        "users/",
        "users/add/",
        "users/{user}/",
        "users/{user}/delete/",
        "groups/",
        "groups/new/",
        "groups/{group}/",
        "collections/",
        "collections/add/",
        "redirects/",
        "redirects/add/",
        "sites/",
        "sites/new/",
        "locales/",
        "workflows/list/",
        "workflows/add/",
        "reports/locked/",
    ],
)
def test_rest_of_the_admin_is_closed(clerk, home, path):
    numbers = {
        "image": CreditedImageFactory().pk if "{image}" in path else 0,
        "document": Document.objects.create(title="Test", file="test.pdf").pk,
        "page": home.pk,
        "user": User.objects.get().pk,
        "group": Group.objects.get(name=ROLE).pk,
    }
    url = f"/admin/{path.format(**numbers)}"
    title = home.title

    assert is_refused(clerk.get(url)), clerk.get(url)
    clerk.post(url, {"title": "Other", "is_superuser": "on"})
    assert Page.objects.get(pk=home.pk).title == title
    assert list(User.objects.values_list("is_superuser", flat=True)) == [False]


def test_contact_is_not_deleted(clerk):
    contact = ContactChannelFactory(region=RegionFactory())
    clerk.post(admin_url(ContactChannel, "delete", contact.pk))
    clerk.post(f"/admin/bulk/regions/contactchannel/delete/?id={contact.pk}")

    assert ContactChannel.objects.filter(pk=contact.pk).exists()


def test_contact_is_added_edited_published_and_taken_off(clerk):
    region = RegionFactory()
    data = {
        "region": region.pk,
        "office": "",
        "kind": "phone",
        "audience": "public",
        "value": "(202) 555-0100",
        "order": "100",
        "source": region.source_id,
        "slug": "test-phone",
        "action-publish": "1",
    }
    clerk.post(admin_url(ContactChannel, "add"), data)
    contact = ContactChannel.objects.get()
    assert contact.live

    edit = admin_url(ContactChannel, "edit", contact.pk)
    assert clerk.get(edit).status_code == 200
    clerk.post(edit, data | {"value": "(202) 555-0111"})
    contact.refresh_from_db()
    assert (contact.value, contact.live) == ("(202) 555-0111", True)

    clerk.post(admin_url(ContactChannel, "unpublish", contact.pk))
    contact.refresh_from_db()
    assert not contact.live


def test_contact_is_confirmed_and_lines_are_not_even_listed(clerk, read):
    contact = ContactChannelFactory(region=RegionFactory(name="Gulf"))
    line = NationalLineFactory()

    rows = read("/admin/contacts-due/").select("tbody tr")
    assert len(rows) == 1
    assert "Gulf" in rows[0].get_text()
    confirm = "/admin/contacts-due/confirm/"
    assert (
        clerk.get(f"{confirm}?item={SeenContact.of(contact).short}").status_code == 200
    )
    clerk.post(confirm, {"item": str(SeenContact.of(contact))})
    contact.refresh_from_db()
    assert (contact.verified_on, contact.verified_by) == (today(), "clerk")

    assert is_refused(clerk.get(f"{confirm}?item={SeenContact.of(line).short}"))
    assert is_refused(clerk.post(confirm, {"item": str(SeenContact.of(line))}))
    line.refresh_from_db()
    assert line.verified_on is None


def test_owner_and_source_can_be_chosen(clerk):
    for model in ("region", "source"):
        app = "sources" if model == "source" else "regions"
        response = clerk.get(f"/admin/snippets/choose/{app}/{model}/")
        assert response.status_code == 200


def test_who_may_only_read_contacts_is_not_let_in(client):
    user = User.objects.create_user("reader", "reader@example.org", "pass-555-0103")
    role = Group.objects.get(name=ROLE)
    user.user_permissions.set(
        role.permissions.filter(codename__in=["access_admin", "view_contactchannel"])
    )
    client.force_login(user)

    assert is_refused(client.get("/admin/contacts-due/"))
    assert "contacts-due" not in client.get("/admin/").content.decode()
