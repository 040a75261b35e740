"""Two schedulers at once, each with its own connection."""

import multiprocessing
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import transaction
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from pages import schedule
from pages.models import LinkCheck
from tests.factories import NationalLineFactory, StandardPageFactory
from tests.own_database import ending_of, in_child
from tests.pages.test_schedule import scheduled

HOW_MANY = 6


@pytest.fixture
def db(committing):
    """The copy in which this file works."""


@pytest.fixture
def due(home):
    """Pages and records whose time has come, and pages whose time is over."""
    pages = [
        scheduled(StandardPageFactory(parent=home, live=False), minutes=-1)
        for _ in range(HOW_MANY)
    ]
    line = scheduled(NationalLineFactory(live=False), minutes=-1)
    over = StandardPageFactory(parent=home, expire_at=line.go_live_at)
    type(over).objects.update(expire_at=None)
    type(over).objects.filter(pk=over.pk).update(
        expire_at=Revision.objects.filter(approved_go_live_at__isnull=False)
        .values_list("approved_go_live_at", flat=True)
        .first()
    )
    return pages, line, over


def run_when_both_have_looked(both):
    """Run a scheduler; before its first record, it waits for the other one."""
    waited = []

    def atomic(*args, **kwargs):
        if not waited:
            waited.append(both.wait(60))
        return transaction.atomic(*args, **kwargs)

    schedule.transaction = SimpleNamespace(atomic=atomic)
    call_command("run_schedule", once=True)


def test_two_schedules_publish_and_log_each_record_once(due):
    pages, line, over = due
    both = multiprocessing.get_context("fork").Barrier(2)

    children = [in_child(lambda: run_when_both_have_looked(both)) for _ in range(2)]

    assert [ending_of(child) for child in children] == [0, 0]
    logged = PageLogEntry.objects.filter(action__endswith=".scheduled")
    assert sorted(logged.values_list("page_id", "action")) == sorted(
        [(page.pk, "wagtail.publish.scheduled") for page in pages]
        + [(over.pk, "wagtail.unpublish.scheduled")]
    )
    on_records = ModelLogEntry.objects.filter(action="wagtail.publish.scheduled")
    assert on_records.values_list("object_id", flat=True).get() == str(line.pk)
    assert not type(over).objects.get(pk=over.pk).live
    assert LinkCheck.objects.count() == 1
