"""Imports that wait: sent back or withdrawn, who sees them, what stays on record."""

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from imports.models import BatchState, ImportBatch
from regions.models import Region
from tests.factories import RegionFactory
from tests.imports.lists import (
    CONTACTS,
    contact,
    task_force,
)
from tests.imports.screens import (
    ACTIONS,
    CONTACT_LIST,
    IMPORTS,
    LIST,
    address,
    look,
    panel,
    parsed,
    person,
    press_approve,
    press_send_back,
    send,
    state,
    ticket_on,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_person_rule")]


# Sending back, and withdrawing


def test_sending_back_asks_for_a_reason(author, second):
    batch = send(author, [task_force()])

    page = parsed(press_send_back(second, batch, "  "))

    assert "Say why, so that the author can correct the file." in words(page)
    assert page.find("textarea", attrs={"name": "reason"})["aria-invalid"] == "true"
    assert state(batch) == BatchState.WAITING


def test_author_reads_the_reason_and_uploads_again(author, second):
    batch = send(author, [task_force()])
    done = press_send_back(second, batch)
    assert "spring.csv is sent back. Its author sees your reason." in words(
        parsed(done)
    )

    told = "Second: The second row has an old number."
    assert told in panel(author, "imports-to-correct")
    assert panel(second, "imports-to-correct") == ""
    listed = words(parsed(author.get(IMPORTS)))
    assert "Sent back by Second: The second row has an old number." in listed
    page = look(author, batch)
    assert page.find("a", href=f"{LIST}import/")
    assert ticket_on(look(second, batch)) is None
    assert Region.objects.count() == 0

    press_approve(second, send(author, [task_force()], "corrected.csv"))

    assert panel(author, "imports-to-correct") == ""
    assert Region.objects.count() == 1
    assert state(batch) == BatchState.SENT_BACK


def test_only_its_author_withdraws_an_import(author, second):
    batch = send(author, [task_force()])
    page = look(second, batch)
    assert page.find("form", action=address(batch, "withdraw/")) is None
    answer = second.post(address(batch, "withdraw/"))
    assert "Only its author can withdraw" in words(parsed(answer, 403))
    assert state(batch) == BatchState.WAITING

    assert look(author, batch).find("form", action=address(batch, "withdraw/"))
    done = author.post(address(batch, "withdraw/"), follow=True)

    assert "spring.csv is withdrawn." in words(parsed(done))
    answer = press_approve(second, batch, page)
    assert "Author has withdrawn this import." in words(parsed(answer))
    assert Region.objects.count() == 0


# Who sees it


def test_first_screen_names_it_to_everybody_but_its_author(author, second):
    send(author, [task_force()])

    assert "Task forces: spring.csv" in panel(second, "imports-to-approve")
    assert "Sent by Author" in panel(second, "imports-to-approve")
    assert panel(author, "imports-to-approve") == ""
    clerk = person("clerk", "Regional contacts editor")
    assert panel(clerk, "imports-to-approve") == ""


def test_list_shows_what_waits_first_and_keeps_the_rest(author, second):
    old = send(author, [task_force()], "old.csv")
    new = send(author, [task_force(2), task_force(3)], "new.csv")
    author.post(address(new, "withdraw/"))
    send(author, [task_force(4)], "newest.csv")
    ImportBatch.objects.filter(pk=old.pk).update(sent_at="2026-01-02T12:00Z")

    page = parsed(second.get(IMPORTS))

    rows = [words(row) for row in page.select("main tbody tr")]
    assert [row.split()[0] for row in rows] == ["newest.csv", "old.csv", "new.csv"]
    assert "Author, Jan. 2, 2026" in rows[1]
    assert "1 added Waiting for approval" in rows[1]
    assert "2 added Withdrawn by Author" in rows[2]
    assert page.find("a", href=address(old))


def test_list_costs_the_same_for_many(author, second):
    def queries():
        with CaptureQueriesContext(connection) as found:
            parsed(second.get(IMPORTS))
        assert not any('"regions_importbatch"."content"' in q["sql"] for q in found)
        return len(found)

    send(author, [task_force()])
    parsed(second.get(IMPORTS))
    before = queries()
    for number in range(2, 6):
        send(author, [task_force(number)])

    assert queries() == before


# The kinds of list that each role may import, approve and send back.
MAY = {
    "Editor": set(),
    "Reviewer": {"task-forces", "contacts"},
    "Site manager": {"task-forces", "contacts"},
    "Regional contacts editor": {"contacts"},
}


@pytest.fixture
def both(author):
    """One import of each of two kinds, by kind."""
    RegionFactory(slug="example-1", name="Example task force 1")
    return {
        "task-forces": send(author, [task_force(2)]),
        "contacts": send(author, [contact()], "c.csv", CONTACTS, CONTACT_LIST),
    }


@pytest.mark.parametrize("role", MAY)
@pytest.mark.parametrize("kind", ["task-forces", "contacts"])
def test_each_role_reaches_just_its_imports(both, role, kind):
    browser, batch = person("somebody", role), both[kind]
    may = kind in MAY[role]
    listed = browser.get(IMPORTS)
    assert listed.status_code == (200 if MAY[role] else 302)
    assert (address(batch) in listed.content.decode()) == may
    menu = browser.get("/admin/").content.decode()
    assert (IMPORTS in menu) == bool(MAY[role])

    for view in ("", "file/"):
        assert (browser.get(address(batch, view)).status_code == 200) == may
    if not may:
        for action in ACTIONS:
            answer = browser.post(address(batch, action), {"reason": "No"})
            assert answer.status_code == (404 if MAY[role] else 302)
        assert state(batch) == BatchState.WAITING
        return
    press_approve(browser, batch)
    assert state(batch) == BatchState.APPROVED


@pytest.mark.parametrize("view", ["", "file/", *ACTIONS])
def test_visitor_is_asked_to_sign_in(both, client, view):
    batch = both["contacts"]

    for send_request in (client.get, client.post):
        for url in (IMPORTS, address(batch, view)):
            assert "/admin/account/login/" in send_request(url)["Location"]
    assert state(batch) == BatchState.WAITING


def test_addresses_that_decide_only_lead_back_when_opened(both, second):
    for batch in both.values():
        for action in ACTIONS:
            assert second.get(address(batch, action))["Location"] == address(batch)
            assert state(batch) == BatchState.WAITING


def test_there_is_no_import_of_that_number(second):
    assert second.get(f"{IMPORTS}999/").status_code == 404
    assert second.post(f"{IMPORTS}999/approve/").status_code == 404


# The record


def test_imports_are_neither_edited_nor_deleted_in_the_admin():
    assert not hasattr(ImportBatch, "snippet_viewset")
    assert not Permission.objects.filter(codename__endswith="_importbatch").exists()


def test_names_outlive_accounts(author, second):
    waits, done = send(author, [task_force()]), send(author, [task_force(2)], "b.csv")
    press_approve(second, done)
    author.user.delete()

    press_approve(second, waits)
    second.user.delete()

    page = words(look(person("third"), waits))
    assert "Author" in page
    assert "Approved and published by Second" in page
    assert Region.objects.filter(live=True).count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": BatchState.APPROVED},
        {"decided_at": "2026-01-02T12:00Z"},
        {"state": BatchState.SENT_BACK, "decided_at": "2026-01-02T12:00Z"},
    ],
    ids=["approved at no time", "waits but decided", "sent back without a reason"],
)
def test_database_refuses_half_a_decision(author, wrong):
    send(author, [task_force()])

    with pytest.raises(IntegrityError):
        ImportBatch.objects.update(**wrong)
