"""What is scheduled goes live at its time, and one refusal stops nothing else."""

import datetime
import os

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from pages.management.commands import run_schedule
from tests.factories import (
    ObservationFactory,
    QuestionPageFactory,
    planted,
    published,
)

pytestmark = pytest.mark.django_db


def scheduled(instance, minutes):
    """Approve the newest draft for a time that lies so far ahead, or behind."""
    instance.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    instance.save_revision().publish()
    moment = timezone.now() + datetime.timedelta(minutes=minutes)
    revision = Revision.objects.get(pk=instance.latest_revision_id)
    revision.content["go_live_at"] = moment.isoformat()
    revision.approved_go_live_at = moment
    revision.save()
    return instance


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
        revision.content |= replacement
        revision.save()
    page = scheduled(planted(QuestionPageFactory, home, live=False), minutes=-1)

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
    monkeypatch.setattr(run_schedule, "publish_due", lambda: looks.append(1) or [])
    monkeypatch.setattr(run_schedule, "is_running", lambda pid: len(looks) < 3)

    call_command("run_schedule", beside=1)

    assert len(looks) == 3
