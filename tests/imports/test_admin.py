"""Importing and exporting in the admin: who may, what is shown, what is saved."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission, User
from wagtail.models import Revision

from imports.models import BatchState, ImportBatch
from regions.models import ContactChannel, Region
from tests.factories import RegionFactory, image_file
from tests.imports.lists import (
    CONTACTS,
    TASK_FORCES,
    all_contacts,
    all_task_forces,
    as_file,
    contact,
    places_and_source,
    task_force,
)
from tests.imports.screens import (
    CONTACT_LIST,
    LIST,
    OFFICE_LIST,
    apply,
    upload,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def source():
    return places_and_source()


def error_of(page):
    return words(page.find(class_="w-field__errors"))


def signed_in(client, model, *actions):
    """Sign in somebody who may do just this in the admin."""
    user = User.objects.create_user("assistant", "a@example.org", "pass-555-0101")
    group = Group.objects.create(name="Assistants")
    group.permissions.set(
        Permission.objects.filter(
            codename__in=["access_admin", *(f"{one}_{model}" for one in actions)]
        )
    )
    user.groups.add(group)
    client.force_login(user)
    return user


def test_list_is_uploaded_looked_at_imported_and_told_in_the_history(admin, editor):
    page = upload(admin, as_file(TASK_FORCES, all_task_forces()), name="spring.csv")
    assert "What spring.csv would change" in words(page)
    assert "To add: 59. To change: 0." in words(page)
    assert Region.objects.count() == 0

    done = apply(admin, page)

    assert done.redirect_chain == [(LIST, 302)]
    assert "Imported spring.csv: 59 added." in words(
        BeautifulSoup(done.content, "html.parser")
    )
    region = Region.objects.get(slug="example-1")
    assert (region.live, region.latest_revision.user) == (True, editor)
    for one in Region.objects.order_by("pk")[:3]:
        history = admin.get(f"{LIST}history/{one.pk}/").content.decode()
        assert "Imported from spring.csv" in history

    contacts = as_file(CONTACTS, all_contacts())
    apply(admin, upload(admin, contacts, CONTACT_LIST), CONTACT_LIST)
    assert ContactChannel.objects.published().count() == 59


def test_preview_shows_changes_removals_and_leaves_the_rest_unsaid(admin):
    apply(
        admin,
        upload(admin, as_file(TASK_FORCES, [task_force(one) for one in range(1, 5)])),
    )
    rows = [
        task_force(1),
        task_force(2, city="Sampletown", note="<b>Bold</b>"),
        task_force(3, remove="yes"),
        task_force(5, covers="TX"),
    ]

    page = upload(admin, as_file(TASK_FORCES, rows))

    assert "To add: 1. To change: 1. To take off the site: 1." in words(page)
    assert "Staying as they are: 1." in words(page)
    changed = words(page.find(id="changed-section"))
    assert "3 Example task force 2 example-2" in changed
    assert "city : Example City 2 → Sampletown" in changed
    assert "note : empty → <b>Bold</b>" in changed
    assert "4 Example task force 3 example-3" in words(page.find(id="removed-section"))
    assert "covers : TX" in words(page.find(id="added-section"))
    assert "example-1" not in words(page)


def test_mistakes_are_listed_with_row_column_and_reason(admin):
    page = upload(
        admin,
        as_file(TASK_FORCES, [task_force(), task_force(2, state="ZZ", source="")]),
    )

    assert "There are 2 mistakes in the file" in words(page)
    assert [words(row) for row in page.select("#mistakes-section tbody tr")] == [
        "3 source Fill this in.",
        "3 state “ZZ” is not the postal code of a state or territory.",
    ]
    assert page.find("input", attrs={"name": "ticket"}) is None
    assert not ImportBatch.objects.exists()


def test_same_list_again_has_nothing_to_import(admin):
    content = as_file(TASK_FORCES, [task_force()])
    apply(admin, upload(admin, content))

    page = upload(admin, content)

    assert "Nothing to change: 1 row says" in words(page)
    assert page.find("input", attrs={"name": "ticket"}) is None


def test_export_comes_back_without_a_change(admin):
    apply(admin, upload(admin, as_file(TASK_FORCES, all_task_forces())))

    response = admin.get(f"{LIST}export/")

    assert 'filename="task-forces.csv"' in response["Content-Disposition"]
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    page = upload(admin, response.content)
    assert "Nothing to change: 59 rows say" in words(page)


@pytest.mark.parametrize("path", [LIST, CONTACT_LIST, OFFICE_LIST])
def test_template_can_be_downloaded_and_uploaded(admin, path):
    response = admin.get(f"{path}import/template/")

    assert "-template.csv" in response["Content-Disposition"]
    assert response.content.startswith("\ufeffid,".encode())
    assert "Nothing to change" in words(upload(admin, response.content, path))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04", "This is not a CSV file."),
        (b"%PDF-1.7", "This is not a CSV file."),
        (b"\x00" * 10, "sign that is not text"),
        (b"words", "has all the columns of this list: id, name"),
        (b"x" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
    ],
)
def test_file_that_is_no_list_is_refused_at_the_field(admin, content, reason):
    page = upload(admin, content)

    assert reason in error_of(page)
    assert page.find("input", type="file")["aria-invalid"] == "true"
    assert not ImportBatch.objects.exists()


def test_picture_is_refused_whatever_its_name(admin):
    page = upload(admin, image_file("photo.png").read())

    assert "This is not a CSV file." in error_of(page)


def test_form_without_a_file_asks_for_one(admin):
    response = admin.post(f"{LIST}import/")

    assert "Choose a file." in response.content.decode()


def test_more_than_2000_rows_are_a_matter_for_the_command(admin):
    rows = [task_force(number) for number in range(1, 2002)]

    error = error_of(upload(admin, as_file(TASK_FORCES, rows)))

    assert "The file has more than 2,000 rows." in error
    assert "import_directory" in error


def test_directory_that_changed_in_between_is_looked_at_again(admin, editor):
    apply(admin, upload(admin, as_file(TASK_FORCES, [task_force()])))
    page = upload(admin, as_file(TASK_FORCES, [task_force(city="Sampletown")]))
    region = Region.objects.get()
    region.city = "Testville"
    region.save_revision(user=editor).publish()

    answer = apply(admin, page)

    again = BeautifulSoup(answer.content, "html.parser")
    assert "Nothing was imported: the directory has changed" in words(again)
    assert "city : Testville → Sampletown" in words(again.find(id="changed-section"))
    assert Region.objects.get().city == "Testville"

    apply(admin, again)
    assert Region.objects.get().city == "Sampletown"


def test_change_elsewhere_does_not_disturb_an_import(admin):
    page = upload(admin, as_file(TASK_FORCES, [task_force()]))
    RegionFactory(slug="other")

    apply(admin, page)

    assert Region.objects.filter(slug="example-1", live=True).exists()


def gone(answer, path=LIST):
    assert answer.redirect_chain == [(f"{path}import/", 302)]
    return "This import is no longer there." in answer.content.decode()


def test_import_is_applied_once(admin, editor):
    page = upload(admin, as_file(TASK_FORCES, [task_force()]))
    apply(admin, page)

    batch = ImportBatch.objects.get()
    assert (batch.state, batch.decided_by) == (BatchState.APPLIED, editor)
    assert gone(apply(admin, page))
    assert Revision.objects.count() == 1


def test_ticket_cannot_be_made_up_or_used_by_another_or_elsewhere(admin, client):
    page = upload(admin, as_file(TASK_FORCES, [task_force()]))
    ticket = page.find("input", attrs={"name": "ticket"})["value"]
    post = {"ticket": ticket[:-1] + ("a" if ticket[-1] != "a" else "b")}

    assert gone(admin.post(f"{LIST}import/apply/", post, follow=True))
    assert gone(admin.post(f"{LIST}import/apply/", {}, follow=True))
    elsewhere = admin.post(
        f"{CONTACT_LIST}import/apply/", {"ticket": ticket}, follow=True
    )
    assert gone(elsewhere, CONTACT_LIST)
    signed_in(client, "region", "add", "change", "publish")
    assert gone(client.post(f"{LIST}import/apply/", {"ticket": ticket}, follow=True))
    assert Region.objects.count() == 0


ADDRESSES = ["import/", "import/apply/", "import/template/", "export/"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "actions", [("add", "change"), ("change", "publish"), ("add", "publish"), ("view",)]
)
def test_who_may_not_publish_new_records_may_not_import(client, actions, address):
    signed_in(client, "region", *actions)

    for send in (client.get, client.post):
        # Wagtail answers with 403, or leads a browser to the admin's first page.
        assert send(f"{LIST}{address}")["Location"] == "/admin/"
        from_script = {"X-Requested-With": "XMLHttpRequest"}
        assert send(f"{LIST}{address}", headers=from_script).status_code == 403
    assert client.get(LIST).status_code == 200
    assert "import/" not in client.get(LIST).content.decode()
    assert f"{LIST}export/" not in client.get(LIST).content.decode()


def test_who_may_publish_contacts_imports_those_and_nothing_else(client):
    RegionFactory(slug="example-1")
    user = signed_in(client, "contactchannel", "add", "change", "publish")
    assert f"{CONTACT_LIST}import/" in client.get(CONTACT_LIST).content.decode()

    content = as_file(CONTACTS, [contact()])
    apply(client, upload(client, content, CONTACT_LIST), CONTACT_LIST)

    assert ContactChannel.objects.get().latest_revision.user == user
    assert client.get(f"{LIST}import/")["Location"] == "/admin/"


@pytest.mark.parametrize("address", ADDRESSES)
def test_visitor_is_asked_to_sign_in(client, address):
    response = client.get(f"{LIST}{address}")

    assert response.status_code == 302
    assert "/admin/account/login/" in response["Location"]


@pytest.mark.parametrize("path", [LIST, CONTACT_LIST, OFFICE_LIST])
def test_each_list_has_its_buttons_and_its_form(admin, path):
    page = BeautifulSoup(admin.get(path).content, "html.parser")
    form = BeautifulSoup(admin.get(f"{path}import/").content, "html.parser")

    assert page.find("a", href=f"{path}import/")
    assert page.find("a", href=f"{path}export/")
    assert form.find("a", href=f"{path}import/template/")
    assert form.find("h1")
    assert re.search(r"\bremove\b", words(form.find(id="columns-section")))
