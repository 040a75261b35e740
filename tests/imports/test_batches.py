"""An import waits as one batch for a second person: sent, looked at, approved."""

import pytest
from wagtail.models import Revision

from imports import service
from imports.models import BatchState, ImportBatch
from regions.models import Region
from tests.factories import RegionFactory
from tests.imports.lists import (
    TASK_FORCES,
    all_task_forces,
    as_file,
    task_force,
)
from tests.imports.screens import (
    LIST,
    address,
    apply,
    look,
    parsed,
    person,
    press_approve,
    press_send_back,
    send,
    state,
    ticket_on,
    upload,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_person_rule")]


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
    assert list(service.run(batch).numbers) == [59, 0, 0]


def test_directory_that_changed_before_sending_is_looked_at_again(author):
    page = upload(author, as_file(TASK_FORCES, [task_force()]))
    RegionFactory(slug="example-1", city="Testville")

    answer = apply(author, page)

    assert "Nothing was imported: the directory has changed" in words(parsed(answer))
    assert state(ImportBatch.objects.get()) == BatchState.DRAFT
    apply(author, parsed(answer))
    assert state(ImportBatch.objects.get()) == BatchState.WAITING


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
    """Both viewed it while it waited; only the database can tell who was first."""
    batch = send(author, [task_force()])
    seen, third = service.run(batch).digest, person("third").user
    as_second_knows, as_third_knows = (
        ImportBatch.objects.get(pk=batch.pk) for _ in range(2)
    )

    assert service.settle(
        as_second_knows, second.user, seen, BatchState.APPROVED
    ).has_changes
    with pytest.raises(service.DecidedError):
        service.settle(as_third_knows, third, seen, BatchState.APPROVED)

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

    assert "Missing columns: quote. Unknown columns: other" in words(page)
    assert ticket_on(page) is None
    assert "is sent back" in words(parsed(press_send_back(second, batch)))
