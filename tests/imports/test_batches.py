"""An import waits as one batch for a second person: who does what, over HTTP."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission, User
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Revision

from imports.batches import DecidedError, approve, rehearse
from imports.models import BatchState, ImportBatch
from regions.models import ContactChannel, Region
from tests.factories import RegionFactory
from tests.imports.lists import (
    CONTACTS,
    TASK_FORCES,
    all_task_forces,
    as_file,
    contact,
    places_and_source,
    task_force,
)
from tests.imports.screens import CONTACT_LIST, LIST, apply, upload, words

pytestmark = pytest.mark.django_db
IMPORTS = "/admin/imports/"


@pytest.fixture(autouse=True)
def rule(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.SECOND_PERSON_PUBLISHES = True
    places_and_source()


def person(name, role="Reviewer"):
    user = User.objects.create_user(name, f"{name}@example.org", last_name=name.title())
    user.groups.add(Group.objects.get(name=role))
    browser = Client()
    browser.force_login(user)
    browser.user = user
    return browser


@pytest.fixture
def author():
    return person("author")


@pytest.fixture
def second():
    return person("second")


def parsed(response, status=200):
    assert response.status_code == status, response.status_code
    return BeautifulSoup(response.content, "html.parser")


def send(browser, rows, name="spring.csv", resource_class=TASK_FORCES, path=LIST):
    page = upload(browser, as_file(resource_class, rows), path, name)
    apply(browser, page, path)
    return ImportBatch.objects.order_by("pk").last()


def address(batch, action=""):
    return f"{IMPORTS}{batch.pk}/{action}"


def look(browser, batch):
    return parsed(browser.get(address(batch)))


def ticket_on(page):
    found = page.find("input", attrs={"name": "ticket"})
    return found["value"] if found else None


def press_approve(browser, batch, page=None):
    page = page or look(browser, batch)
    return browser.post(
        address(batch, "approve/"), {"ticket": ticket_on(page)}, follow=True
    )


def press_send_back(browser, batch, reason="The second row has an old number."):
    return browser.post(address(batch, "send-back/"), {"reason": reason}, follow=True)


def state(batch):
    return ImportBatch.objects.get(pk=batch.pk).state


# Sending


def test_import_is_sent_and_changes_nothing(author):
    page = upload(author, as_file(TASK_FORCES, all_task_forces()), name="spring.csv")
    assert "Send for approval" in words(page)
    assert "Import and publish" not in words(page)

    done = apply(author, page)

    batch = ImportBatch.objects.get()
    assert done.redirect_chain == [(address(batch), 302)]
    told = words(parsed(done))
    assert "spring.csv waits for approval by somebody else." in told
    assert Region.objects.count() == Revision.objects.count() == 0
    assert (batch.added, batch.changed, batch.removed) == (59, 0, 0)
    assert (batch.kind, batch.state) == ("task-forces", BatchState.WAITING)
    assert (batch.sent_by, batch.sent_by_name) == (author.user, "Author")
    assert list(rehearse(batch).numbers) == [59, 0, 0]


def test_directory_that_changed_before_sending_is_looked_at_again(author):
    page = upload(author, as_file(TASK_FORCES, [task_force()]))
    RegionFactory(slug="example-1", city="Testville")

    answer = apply(author, page)

    assert "Nothing was imported: the directory has changed" in words(parsed(answer))
    assert ImportBatch.objects.count() == 0


def test_file_is_kept_as_it_was_and_shown_as_text(author, second):
    rows = [task_force(name="=Example “é”", note="One.\nTwo.")]
    content = as_file(TASK_FORCES, rows).replace(b"\n", b"\r\n")
    apply(author, upload(author, content, name="spring.csv"))

    response = second.get(address(ImportBatch.objects.get(), "file/"))

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content == content


# Approving


def test_second_person_sees_the_same_and_publishes_all_of_it(author, second):
    page = upload(author, as_file(TASK_FORCES, all_task_forces()), name="spring.csv")
    shown = words(page.find(id="added-section"))
    apply(author, page)
    batch = ImportBatch.objects.get()

    page = look(second, batch)
    assert words(page.find(id="added-section")) == shown
    assert "has changed since" not in words(page)
    done = press_approve(second, batch, page)

    assert "spring.csv is approved and published: 59 added." in words(parsed(done))
    assert Region.objects.filter(live=True, has_unpublished_changes=False).count() == 59
    assert set(Revision.objects.values_list("user", flat=True)) == {author.user.pk}
    batch.refresh_from_db()
    assert (batch.state, batch.decided_by) == (BatchState.APPROVED, second.user)
    assert not batch.differed


def test_history_names_the_file_its_author_and_who_approved(author, second):
    press_approve(second, send(author, [task_force()]))
    removal = send(author, [{"id": "example-1", "remove": "yes"}], "autumn.csv")
    press_approve(second, removal)

    region = Region.objects.get()
    assert not region.live
    history = words(parsed(second.get(f"{LIST}history/{region.pk}/")))
    assert "Imported from spring.csv; sent by Author, approved by Second" in history
    assert (
        "Taken off the site by importing autumn.csv; sent by Author, approved by Second"
    ) in history


def test_author_cannot_approve_by_the_page_or_around_it(author, second):
    batch = send(author, [task_force()])
    own = look(author, batch)
    assert "You sent this import, so somebody else has to approve it." in words(own)
    assert own.find("form", action=address(batch, "approve/")) is None
    stolen = ticket_on(look(second, batch))

    for ticket in ("", stolen):
        answer = author.post(address(batch, "approve/"), {"ticket": ticket})
        told = words(parsed(answer, 403))
        assert "so somebody else must approve it." in told
    refusal = author.post(address(batch, "send-back/"), {"reason": "No"})
    assert "You can withdraw it." in words(parsed(refusal, 403))

    assert state(batch) == BatchState.WAITING
    assert Region.objects.count() == 0


def test_nobody_approves_twice(author, second):
    batch = send(author, [task_force()])
    page, third = look(second, batch), person("third")
    other_page = look(third, batch)
    press_approve(second, batch, page)

    for browser, old_page in ((second, page), (third, other_page)):
        answer = press_approve(browser, batch, old_page)
        assert "Second has approved this import already." in words(parsed(answer))
    late = press_send_back(third, batch)
    assert "Second has approved this import already." in words(parsed(late))

    assert Revision.objects.count() == 1
    assert ImportBatch.objects.get().decided_by == second.user


def test_of_two_who_approve_at_once_one_wins(author, second):
    """Both looked while it waited; only the database can say who came first."""
    batch = send(author, [task_force()])
    seen, third = rehearse(batch).digest, person("third").user
    as_second_knows, as_third_knows = (
        ImportBatch.objects.get(pk=batch.pk) for _ in range(2)
    )

    assert approve(as_second_knows, second.user, seen).has_changes
    with pytest.raises(DecidedError):
        approve(as_third_knows, third, seen)

    assert ImportBatch.objects.get().decided_by == second.user
    assert Revision.objects.count() == 1


@pytest.mark.parametrize("whose", ["nobody", "somebody else", "another import"])
def test_only_what_this_person_was_shown_is_approved(author, second, whose):
    batch = send(author, [task_force()])
    ticket = {
        "nobody": "",
        "somebody else": ticket_on(look(person("third"), batch)),
        "another import": ticket_on(look(second, send(author, [task_force(2)]))),
    }[whose]

    answer = second.post(address(batch, "approve/"), {"ticket": ticket})

    assert "Nothing was published" in words(parsed(answer))
    assert state(batch) == BatchState.WAITING
    assert Region.objects.count() == 0


# The directory changes meanwhile


def test_what_changed_since_it_was_sent_is_said_and_then_approved(author, second):
    press_approve(second, send(author, [task_force()]))
    batch = send(author, [task_force(city="Sampletown"), task_force(2)], "autumn.csv")
    press_approve(second, send(author, [task_force(city="Testville")], "between.csv"))

    page = look(second, batch)
    assert "The directory has changed since Author sent this import." in words(page)
    assert "city : Testville → Sampletown" in words(page.find(id="changed-section"))
    press_approve(second, batch, page)

    assert Region.objects.get(slug="example-1").city == "Sampletown"
    batch.refresh_from_db()
    assert (batch.state, batch.differed) == (BatchState.APPROVED, True)
    assert (batch.added, batch.changed) == (1, 1)
    told = words(look(author, batch))
    assert "These are the changes that were approved." in told


def test_what_changed_while_the_page_was_open_is_looked_at_again(author, second):
    press_approve(second, send(author, [task_force()]))
    batch = send(author, [task_force(city="Sampletown")], "autumn.csv")
    page = look(second, batch)
    press_approve(second, send(author, [task_force(city="Testville")], "between.csv"))

    again = parsed(press_approve(second, batch, page))

    assert "Nothing was published: what this import would do has changed" in words(
        again
    )
    assert "city : Testville → Sampletown" in words(again.find(id="changed-section"))
    assert Region.objects.get().city == "Testville"
    assert state(batch) == BatchState.WAITING
    press_approve(second, batch, again)
    assert Region.objects.get().city == "Sampletown"


def test_one_row_that_cannot_be_saved_holds_all(author, second):
    press_approve(second, send(author, [task_force()]))
    batch = send(author, [task_force(city="Sampletown"), task_force(2)], "autumn.csv")
    page = look(second, batch)
    region = Region.objects.get()
    region.city = "A draft"
    region.save_revision(user=author.user)

    answer = parsed(press_approve(second, batch, page))

    assert "Below is what stands in the way." in words(answer)
    assert "draft of this record that is not published" in words(answer)
    assert ticket_on(answer) is None
    assert Region.objects.count() == 1
    assert state(batch) == BatchState.WAITING
    assert ticket_on(look(second, batch)) is None


def test_approver_who_wrote_an_unseen_part_is_no_second_person(author, second):
    press_approve(second, send(author, [task_force()]))
    region = Region.objects.get()
    region.city = "Written by the second"
    region.save_revision(user=second.user)
    region.latest_revision.publish(user=author.user)
    region.refresh_from_db()
    region.unpublish()
    batch = send(author, [task_force(), task_force(2)], "autumn.csv")

    answer = parsed(press_approve(second, batch))

    assert "You wrote part of this record before" in words(answer)
    assert state(batch) == BatchState.WAITING
    assert not Region.objects.filter(live=True).exists()
    press_approve(person("third"), batch)
    assert Region.objects.filter(live=True).count() == 2


def test_list_whose_columns_have_changed_since_cannot_be_approved(author, second):
    batch = send(author, [task_force()])
    ImportBatch.objects.update(content=batch.content.replace("quote", "other", 1))

    page = look(second, batch)

    assert "Unknown columns: other." in words(page)
    assert ticket_on(page) is None
    assert "is sent back" in words(parsed(press_send_back(second, batch)))


# Sending back, and withdrawing


def test_sending_back_asks_for_a_reason(author, second):
    batch = send(author, [task_force()])

    page = parsed(press_send_back(second, batch, "  "))

    assert "Say why, so that the author can correct the file." in words(page)
    assert page.find("textarea", attrs={"name": "reason"})["aria-invalid"] == "true"
    assert state(batch) == BatchState.WAITING


def panel(browser, name):
    page = parsed(browser.get("/admin/"))
    found = page.find(id=f"{name}-section")
    return words(found) if found else ""


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


ACTIONS = ["approve/", "send-back/", "withdraw/"]
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


# Checks of contacts


@pytest.fixture
def confirmed(author, second):
    RegionFactory(slug="example-1", name="Example task force 1")
    rows = [contact(number, task_force="example-1") for number in (1, 2, 3)]
    rows = [row | {"confirmed_on": "2026-01-31"} for row in rows]
    press_approve(second, send(author, rows, "c.csv", CONTACTS, CONTACT_LIST))
    return rows


def test_preview_says_which_confirmed_contacts_lose_their_check(
    author, second, confirmed
):
    rows = [
        confirmed[0] | {"value": "(202) 555-0177", "confirmed_on": ""},
        confirmed[1] | {"confirmed_on": ""},
        confirmed[2] | {"value": "(202) 555-0179", "confirmed_on": "2026-03-01"},
    ]
    page = upload(author, as_file(CONTACTS, rows), CONTACT_LIST)
    batch = send(author, rows, "d.csv", CONTACTS, CONTACT_LIST)

    for shown in (page, look(second, batch)):
        told = words(shown.find(class_="help-warning"))
        assert "2 contacts that staff confirmed would lose their confirmation." in told
        assert (
            "Example task force 1: (202) 555-0177 (row 2), confirmed on January 31, "
            "2026: the file changes how to reach it."
        ) in told
        assert "(row 3), confirmed on January 31, 2026: only the day is left" in told
        assert "555-0179" not in told
    press_approve(second, batch)

    days = ContactChannel.objects.order_by("slug").values_list("verified_on", flat=True)
    assert [day and str(day) for day in days] == [None, None, "2026-03-01"]


def test_nothing_is_said_where_no_check_is_lost(author, second, confirmed):
    rows = [row | {"name": "Duty desk"} for row in confirmed]

    page = upload(author, as_file(CONTACTS, rows), CONTACT_LIST)

    assert "To change: 3." in words(page)
    assert page.find(class_="help-warning") is None
