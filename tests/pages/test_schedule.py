"""What is scheduled goes live at its time, and one refusal stops nothing else."""

import datetime
import os
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished

from pages.management.commands import run_schedule
from pages.models import StandardPage
from tests.factories import (
    ContactChannelFactory,
    FAQIndexPageFactory,
    ObservationFactory,
    QuestionPageFactory,
    RegionFactory,
    StandardPageFactory,
    planned_for,
    planted,
    published,
)

pytestmark = pytest.mark.django_db


def scheduled(instance, minutes):
    """Approve the newest draft for a time this far in the future or past."""
    instance.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    instance.save_revision().publish()
    moment = timezone.now() + datetime.timedelta(minutes=minutes)
    revision = Revision.objects.get(pk=instance.latest_revision_id)
    planned_for(revision, moment)
    return instance


@contextmanager
def listening(signal, receiver):
    signal.connect(receiver, weak=False, dispatch_uid="editor")
    try:
        yield
    finally:
        signal.disconnect(dispatch_uid="editor")


def is_live(instance):
    return type(instance).objects.get(pk=instance.pk).live


def test_what_is_due_goes_live_and_what_is_not_waits(home):
    due = scheduled(planted(QuestionPageFactory, home, live=False), minutes=-1)
    later = scheduled(planted(QuestionPageFactory, home, live=False), minutes=30)

    call_command("run_schedule", once=True)

    assert is_live(due)
    assert not is_live(later)


def test_what_is_over_is_taken_off(home):
    page = planted(QuestionPageFactory, home)
    page.expire_at = timezone.now() - datetime.timedelta(minutes=1)
    page.save()

    call_command("run_schedule", once=True)

    assert not is_live(page)


def test_what_an_editor_unschedules_and_corrects_meanwhile_stays_corrected(home):
    index = FAQIndexPageFactory(parent=home)
    pages = [
        scheduled(QuestionPageFactory(parent=index, live=False), minutes=number - 100)
        for number in range(60)
    ]
    last = pages[-1]

    def correct(**kwargs):
        page_published.disconnect(dispatch_uid="editor")  # once
        Revision.objects.filter(pk=last.latest_revision_id).update(
            approved_go_live_at=None
        )
        page = type(last).objects.get(pk=last.pk)
        page.title, page.go_live_at = "Corrected", None
        page.save_revision().publish()

    with listening(page_published, correct):
        call_command("run_schedule", once=True)

    last.refresh_from_db()
    assert (last.title, last.live_revision_id) == ("Corrected", last.latest_revision_id)
    assert all(is_live(page) for page in pages)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_what_an_editor_gives_more_time_meanwhile_stays_online(home):
    pages = [planted(StandardPageFactory, home) for _ in range(2)]
    past, future = (timezone.now() + datetime.timedelta(hours=h) for h in (-1, 1))
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(expire_at=past)

    def give_time(**kwargs):
        Page.objects.filter(pk=pages[1].pk).update(expire_at=future)

    with listening(page_unpublished, give_time):
        call_command("run_schedule", once=True)

    assert [is_live(page) for page in pages] == [False, True]


def test_failure_of_one_record_stops_no_other_and_is_said_in_one_line(
    home, capsys, monkeypatch
):
    pages = [
        scheduled(planted(StandardPageFactory, home, live=False), minutes=number - 10)
        for number in range(3)
    ]
    over = ContactChannelFactory(
        region=RegionFactory(),
        live=True,
        expire_at=timezone.now() - datetime.timedelta(minutes=1),
    )
    save = StandardPage.save

    def fail(self, *args, **kwargs):
        if self.pk == pages[1].pk:
            raise RuntimeError("no room left")
        save(self, *args, **kwargs)

    monkeypatch.setattr(StandardPage, "save", fail)

    with pytest.raises(SystemExit, match="1"):
        call_command("run_schedule", once=True)

    assert [is_live(page) for page in pages] == [True, False, True]
    assert not is_live(over)
    said = [line for line in capsys.readouterr().err.splitlines() if "“" in line]
    assert f"“{pages[1].title}” was not published as planned: no room left" in said
    monkeypatch.undo()
    call_command("run_schedule", once=True)
    assert is_live(pages[1])


def test_second_replacement_of_a_value_becomes_a_draft_and_others_go_live(home, capsys):
    first = published(ObservationFactory())
    drafts = [
        scheduled(
            ObservationFactory(statistic=first.statistic, as_published=text),
            minutes=-minute,
        )
        for minute, text in [(9, "14"), (8, "15")]
    ]
    replacement = {
        "supersedes": first.pk,
        "change_kind": "update",
        "change_reason": "New.",
    }
    for draft in drafts:
        revision = Revision.objects.get(pk=draft.latest_revision_id)
        planned_for(revision, revision.approved_go_live_at, **replacement)
    page = scheduled(planted(QuestionPageFactory, home, live=False), minutes=-1)

    with pytest.raises(SystemExit):
        call_command("run_schedule", once=True)

    assert [is_live(draft) for draft in drafts] == [True, False]
    assert is_live(page)
    assert "15" in capsys.readouterr().err
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_schedule_ends_with_the_server_beside_it(monkeypatch):
    monkeypatch.setattr(run_schedule.time, "sleep", lambda seconds: None)
    ended = os.fork() or os._exit(0)
    os.waitpid(ended, 0)

    call_command("run_schedule", beside=ended)


def test_schedule_looks_again_while_the_server_runs(monkeypatch):
    looks = []
    monkeypatch.setattr(run_schedule.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(run_schedule, "do_what_is_due", lambda: looks.append(1) or [])
    monkeypatch.setattr(run_schedule, "is_running", lambda pid: len(looks) < 3)

    call_command("run_schedule", beside=1)

    assert len(looks) == 3
