"""The one record in the admin: found under Settings, kept, previewed, reviewed."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from site_details.blocks import (
    AddressBlock,
    PhoneBlock,
    SiteContactBlock,
    SiteLinkBlock,
)
from site_details.models import SiteDetails
from tests.factories import SiteDetailsFactory, StandardPageFactory, published

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(SiteDetails.snippet_viewset.get_url_name(name), args=args)


@pytest.fixture
def manager(client):
    user = User.objects.create_user("manager", "manager@example.org")
    user.groups.add(Group.objects.get(name="Site manager"))
    client.force_login(user)
    return client


def form(**values):
    streams = ("contacts", "required_links", "accounts", "menu", "footer")
    return {"site_name": "Typed", **{f"{name}-count": 0 for name in streams}, **values}


def test_menu_of_the_admin_leads_to_the_one_record(manager):
    home = manager.get(reverse("wagtailadmin_home"))
    assert url("list").encode() in home.content
    assert manager.get(url("list")).status_code == 200

    record = published(SiteDetailsFactory())

    assert manager.get(url("list")).url == url("edit", record.pk)


@pytest.mark.parametrize("role", ["Editor", "Reviewer", "Regional contacts editor"])
def test_other_roles_do_not_reach_it(client, role):
    record = published(SiteDetailsFactory())
    user = User.objects.create_user("somebody", "somebody@example.org")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)

    home = client.get(reverse("wagtailadmin_home"))
    # The guide has a chapter of that name.
    assert url("list").encode() not in home.content
    for address in (url("list"), url("edit", record.pk)):
        assert client.get(address).status_code == 302


def test_second_record_cannot_be_added_or_copied(manager):
    record = published(SiteDetailsFactory())

    manager.post(url("add"), form())
    manager.post(url("copy", record.pk), form())

    assert SiteDetails.objects.count() == 1


def test_nobody_deletes_or_unpublishes_it(admin):
    record = published(SiteDetailsFactory())

    admin.post(url("delete", record.pk))
    admin.post(url("unpublish", record.pk))

    record.refresh_from_db()
    assert record.live
    assert b"action-unpublish" not in admin.get(url("edit", record.pk)).content
    with pytest.raises(ProtectedError), transaction.atomic():
        SiteDetails.objects.all().delete()


def test_it_does_not_expire():
    with pytest.raises(ValidationError) as error:
        SiteDetails(site_name="X", expire_at=timezone.now()).clean()

    assert "expire_at" in error.value.error_dict


def test_draft_is_previewed_on_the_contact_page(manager, home):
    StandardPageFactory(
        parent=home,
        title="Contact",
        slug="contact",
        is_address_fixed=True,
        body=[("site_contacts", {"heading": "Whom to ask", "kind": ""})],
    )
    record = published(SiteDetailsFactory(site_name="Seen"))
    contact = {
        "contacts-count": 1,
        "contacts-0-deleted": "",
        "contacts-0-order": 0,
        "contacts-0-type": "press",
        "contacts-0-id": "",
        "contacts-0-value-name": "",
        "contacts-0-value-phone": "202-555-0102",
        "contacts-0-value-email": "",
        "contacts-0-value-url": "",
    }
    sent = form(site_name="A name in a draft") | contact
    assert manager.post(url("preview_on_edit", record.pk), sent).json()["is_valid"]

    shown = manager.get(url("preview_on_edit", record.pk)).content.decode()

    assert "<title>Contact | A name in a draft</title>" in shown
    assert "202-555-0102" in shown
    assert "Whom to ask" in shown
    assert b"A name in a draft" not in manager.get("/contact/").content


@pytest.mark.parametrize(
    ("block", "value"),
    [
        (AddressBlock(), "//example.org/"),
        (AddressBlock(), "javascript:alert(1)"),
        (AddressBlock(), "example.org"),
        (PhoneBlock(), "711"),
        (PhoneBlock(), "call us"),
        (SiteContactBlock(), {"name": "X", "phone": "", "email": "", "url": ""}),
        (SiteLinkBlock(), {"page": None, "address": "", "label": "X"}),
        (SiteLinkBlock(), {"page": None, "address": "/search/", "label": ""}),
    ],
)
def test_block_refuses_what_readers_could_not_use(block, value):
    with pytest.raises(ValidationError):
        block.clean(value)


def test_pasted_text_loses_what_nobody_sees():
    contact = {
        "name": " Office\u200b ",
        "phone": "202-555-0101\u00a0",
        "email": "",
        "url": "",
    }

    cleaned = SiteContactBlock().clean(contact)

    assert (cleaned["name"], cleaned["phone"]) == ("Office", "202-555-0101")
