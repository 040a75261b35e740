"""Editors continue after the update where they stopped before it."""

import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page, TaskState

from tests.upgrade.answers import answer, words
from tests.upgrade.restored import model_of

SCHEDULED = datetime.datetime(2026, 11, 23, 15, tzinfo=datetime.UTC)
IMPORTS = "/admin/imports/"


def text(address):
    return answer(address)["text"]


def list_of(table, **values):
    return model_of(table).objects.get(**values)


def test_waiting_import_is_opened_and_approved_by_a_second_person(desk):
    batch = list_of("regions_importbatch", state="waiting")
    second = desk("rev-two")
    page = second.parsed(f"{IMPORTS}{batch.pk}/")
    assert "has changed since" not in words(page.get_text(" "))

    second.press(page, f"{IMPORTS}{batch.pk}/approve/")

    batch.refresh_from_db()
    assert (batch.state, batch.decided_by) == ("approved", second.user)
    assert batch.approved_digest == batch.digest
    contact = list_of("regions_contactchannel", slug="fbi-albuquerque-phone")
    assert contact.value == "(505) 555-0101"
    assert "(505) 555-0101" in text("/regions/new-mexico/")


def test_import_is_not_approved_by_its_author(desk):
    batch = list_of("regions_importbatch", state="waiting")

    answered = desk("rev-one").post(f"{IMPORTS}{batch.pk}/approve/")

    assert answered.status_code == 403


def test_imports_that_were_decided_are_shown_with_their_files(before, desk):
    reader = desk("rev-one")
    listed = words(reader.parsed(IMPORTS).get_text(" "))

    for key, row in before.tables["regions_importbatch"].items():
        assert row["file_name"] in listed
        page = words(reader.parsed(f"{IMPORTS}{key}/").get_text(" "))
        assert row["decided_by_name"] in page
        assert row["reason"] in page
        file = reader.get(f"{IMPORTS}{key}/file/")
        assert file.content.decode() == row["content"]


def test_draft_on_a_live_page_is_published(desk):
    page = Page.objects.get(slug="how-arrests-are-counted").specific
    assert "A figure was added." not in text(page.url)

    page.get_latest_revision().publish(user=desk("rev-one").user)

    assert "A figure was added." in text(page.url)
    assert "So far 3,266" in text(page.url)


def test_draft_of_a_value_is_published(desk):
    value = list_of("stats_observation", as_published="1,070")

    value.get_latest_revision().publish(user=desk("rev-two").user)

    assert "The source now says 1,070." in text("/record/hstf-firearms/")


def waiting():
    states = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    return {state.revision.object_str: state for state in states}


@pytest.mark.parametrize(
    ("name", "path", "address", "shown"),
    [
        ("Does this wait?", "pages", "/faq/does-this-wait/", "An invented answer."),
        (
            "Fentanyl pills recovered",
            "snippets/stats/observation",
            "/record/hstf-fentanyl-pills/",
            "approximately 2.5 million",
        ),
    ],
)
def test_open_review_is_approved_by_a_second_person(desk, name, path, address, shown):
    [state] = [each for said, each in waiting().items() if said.startswith(name)]
    record = state.revision.content_object
    second = desk("rev-one")
    tasks = words(second.parsed("/admin/").get_text(" "))
    assert name in tasks

    second.post(f"/admin/{path}/workflow/action/{record.pk}/approve/{state.pk}/")

    assert shown in text(address)


def test_what_was_planned_goes_live_and_ends_at_its_time(clock):
    assert answer("/news/planned-for-monday/")["status"] == 404
    assert answer("/news/ends-on-monday/")["status"] == 200

    clock[0] = SCHEDULED + datetime.timedelta(minutes=1)
    call_command("run_schedule", once=True)

    assert answer("/news/planned-for-monday/")["status"] == 200
    assert answer("/news/ends-on-monday/")["status"] == 404
    assert "A purpose that is planned for Monday." in text("/help/")


def one_of_each_kind(table, record):
    """Return a record of each kind that a log has an entry about."""
    return {row["content_type_id"]: row[record] for row in table.values()}


def test_history_of_everything_opens(before, desk):
    """Of the whole site, and of one record of each kind."""
    chief = desk("chief")
    records = one_of_each_kind(before.tables["wagtailcore_modellogentry"], "object_id")
    pages = one_of_each_kind(before.tables["wagtailcore_pagelogentry"], "page_id")
    addresses = [f"/admin/reports/site-history/?p={number}" for number in range(1, 5)]
    addresses += [
        reverse("wagtailadmin_pages:history", args=[key])
        for key in pages.values()
        if Page.objects.filter(pk=key).exists()
    ]
    addresses += [
        reverse(model.snippet_viewset.get_url_name("history"), args=[key])
        for kind, key in records.items()
        if (model := ContentType.objects.get(pk=kind).model_class())
        and hasattr(model, "snippet_viewset")
    ]

    assert len(addresses) > 20
    for address in addresses:
        chief.parsed(address)
