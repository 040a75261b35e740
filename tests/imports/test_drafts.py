"""An upload is a draft at first: its author's alone, on any machine, for an hour."""

import datetime
import re

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from imports.models import DRAFT_KEPT, BatchState, ImportBatch
from regions.models import Region
from tests.imports.lists import TASK_FORCES, as_file, task_force
from tests.imports.screens import (
    ACTIONS,
    IMPORTS,
    LIST,
    address,
    apply,
    parsed,
    person,
    send,
    upload,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_person_rule")]


@pytest.fixture
def page(author):
    """The preview that the author sees after the upload."""
    return upload(author, as_file(TASK_FORCES, [task_force()]), name="spring.csv")


@pytest.fixture
def draft(page):
    return ImportBatch.objects.get(state=BatchState.DRAFT)


def listed(browser):
    return [words(row) for row in parsed(browser.get(IMPORTS)).select("main tbody tr")]


@pytest.mark.parametrize("waits", [True, False])
def test_uploaded_on_one_machine_it_is_sent_or_applied_on_another(
    author, settings, tmp_path, waits
):
    settings.SECOND_PERSON_PUBLISHES = waits
    settings.VAR_DIR = tmp_path / "one"
    page = upload(author, as_file(TASK_FORCES, [task_force()]))
    assert not settings.VAR_DIR.exists()

    settings.VAR_DIR = tmp_path / "other"
    apply(author, page)

    done = BatchState.WAITING if waits else BatchState.APPLIED
    assert ImportBatch.objects.get().state == done
    assert Region.objects.exists() == (not waits)


def test_author_finds_the_draft_again_and_sends_it(author, page, draft):
    (row,) = listed(author)
    assert row.startswith("spring.csv Task forces Author, ")
    told = "1 added Draft that only you see. It is deleted at"
    assert told in row

    again = parsed(author.get(address(draft)))

    assert re.search(r"only you see. At .+ it is deleted\. ", words(again))
    shown = words(page.find(id="added-section"))
    assert words(again.find(id="added-section")) == shown
    assert "Send for approval" in words(again)
    assert author.get(address(draft, "file/")).status_code == 200
    apply(author, again)
    draft.refresh_from_db()
    assert draft.state == BatchState.WAITING
    assert len(listed(author)) == 1


@pytest.mark.parametrize("who", ["Reviewer", "administrator"])
def test_draft_is_nobody_elses(draft, author, who):
    other = person("other")
    if who == "administrator":
        User.objects.filter(pk=other.user.pk).update(is_superuser=True)

    assert listed(other) == []
    for view in ("", "file/", *ACTIONS):
        assert other.get(address(draft, view)).status_code in {302, 404}
        assert other.post(address(draft, view)).status_code in {404, 405}
    for view in ("", "file/"):
        assert other.get(address(draft, view)).status_code == 404
    draft.refresh_from_db()
    assert draft.state == BatchState.DRAFT
    assert Region.objects.count() == 0


def test_author_cannot_decide_about_the_draft_either(draft, author):
    for action in ACTIONS:
        answer = author.post(address(draft, action), {"reason": "No"})
        assert answer.status_code == 404
    assert Region.objects.count() == 0


def test_draft_is_no_task_of_anybody_and_no_answer_to_what_was_sent_back(author):
    second = person("second")
    sent = send(author, [task_force()])
    second.post(address(sent, "send-back/"), {"reason": "An old number."})

    upload(author, as_file(TASK_FORCES, [task_force(2)]), name="corrected.csv")

    assert "An old number." in author.get("/admin/").content.decode()
    assert "corrected.csv" not in second.get("/admin/").content.decode()


def test_draft_is_gone_after_an_hour_and_deleted_at_the_next_upload(
    author, page, draft
):
    waiting = send(author, [task_force(2)])
    long_ago = timezone.now() - DRAFT_KEPT
    ImportBatch.objects.update(sent_at=long_ago)

    assert len(listed(author)) == 1
    assert author.get(address(draft)).status_code == 404
    answer = apply(author, page)
    assert answer.redirect_chain == [(f"{LIST}import/", 302)]
    assert "This import is no longer there." in words(parsed(answer))

    upload(author, as_file(TASK_FORCES, [task_force(3)]))

    left = ImportBatch.objects.exclude(sent_at__gt=long_ago)
    assert list(left) == [waiting]


def test_the_schedule_deletes_old_drafts_and_keeps_what_was_sent(author, draft):
    send(author, [task_force(2)])
    ImportBatch.objects.update(sent_at=timezone.now() - DRAFT_KEPT)

    call_command("run_schedule", "--once")

    assert ImportBatch.objects.get().state == BatchState.WAITING


def test_draft_lasts_to_the_second(author, draft):
    end = draft.sent_at + datetime.timedelta(hours=1)
    second = datetime.timedelta(seconds=1)

    ImportBatch.objects.delete_old_drafts(now=end - second)
    assert ImportBatch.objects.drafts(author.user, now=end - second).get() == draft
    assert not ImportBatch.objects.drafts(author.user, now=end).exists()
    ImportBatch.objects.delete_old_drafts(now=end)

    assert not ImportBatch.objects.exists()
