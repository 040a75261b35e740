"""Killing a process during publication leaves the old state or the new one."""

import json
import os
import random
import re
import signal
import time
from collections import Counter

import pytest
from django.db import connection
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from pages.models import StandardPage
from tests.drafts import page_form
from tests.factories import StandardPageFactory
from tests.own_database import ending_of, in_child
from tests.page_cache.stamps import stamp

KILLS = 200
LINK = re.compile(r'id="(\d+)"')
CHANGES = ("INSERT", "UPDATE", "DELETE")
LOGGED = ["wagtail.publish", "wagtail.unpublish"]


@pytest.fixture
def db(committing):
    """The copy in which this file works."""


@pytest.fixture
def targets(home):
    return [StandardPageFactory(parent=home) for _ in range(2)]


@pytest.fixture
def page(home, targets):
    page = StandardPageFactory(parent=home, live=False, title="word0")
    page.body = body(targets[0])
    page.save()
    page.save_revision(log_action=True).publish()
    return page


def link_to(target):
    return f'<p><a linktype="page" id="{target.pk}">There</a></p>'


def body(target):
    return json.dumps(
        [{"type": "section", "value": {"heading": "Where", "text": link_to(target)}}]
    )


def publish(admin, page, number, target):
    section = {"heading": "Where", "text": rich_text(link_to(target))}
    form = page_form(page) | nested_form_data(
        {"body": streamfield([("section", section)])}
    )
    return admin.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        form | {"title": f"word{number}", "action-publish": "1"},
    )


def unpublish(admin, page):
    return admin.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))


class Fuse:
    """Kills this process some time after the first change that it makes."""

    def __init__(self, seconds=None):
        self.seconds = seconds
        self.first = None

    def __call__(self, execute, sql, params, many, context):
        if self.first is None and sql.startswith(CHANGES):
            self.first = time.perf_counter()
            if self.seconds is not None:
                # Whoever does not handle this signal ends at once, wherever it is.
                signal.setitimer(signal.ITIMER_REAL, self.seconds)
        return execute(sql, params, many, context)


def length_of(work):
    fuse = Fuse()
    with connection.execute_wrapper(fuse):
        assert work().status_code == 302
    return time.perf_counter() - fuse.first


def die_within(seconds, work):
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with connection.execute_wrapper(Fuse(seconds)):
        work()


def contradictions(page):
    """Name what does not fit to the rest of it."""
    now = StandardPage.objects.get(pk=page.pk)
    log = PageLogEntry.objects.filter(page_id=page.pk).order_by("pk")
    last = log.filter(action__in=LOGGED).last()
    references = ReferenceIndex.get_references_for_object(now)
    revisions = now.revisions.count()
    fits = {
        "search": now.pk in {one.pk for one in Page.objects.search(now.title)},
        "references": {int(one.to_object_id) for one in references}
        == {int(link) for link in LINK.findall(now.body.raw_data[0]["value"]["text"])},
        "drafts": revisions == log.filter(action="wagtail.edit").count(),
    }
    if now.live:
        fits |= {
            "words": now.title == now.live_revision.content["title"],
            "log": (last.action, last.revision_id)
            == ("wagtail.publish", now.live_revision_id),
            "newest": now.latest_revision_id == now.live_revision_id,
        }
    else:
        fits |= {
            "words": now.live_revision_id is None,
            "log": last.action == "wagtail.unpublish",
        }
    return [name for name, fit in fits.items() if not fit]


def test_page_is_before_or_after_wherever_publishing_is_killed(admin, page, targets):
    chance = random.Random(5550100)  # noqa: S311 - repeatable
    # Follows how long it takes now, as other work on the machine comes and goes.
    span = {
        "publish": length_of(lambda: publish(admin, page, 1, targets[1])),
        "unpublish": length_of(lambda: unpublish(admin, page)),
    }
    ends, between = Counter(), Counter()
    for number in range(KILLS):
        then = StandardPage.objects.get(pk=page.pk)
        before = stamp()
        kind = "unpublish" if then.live and number % 3 == 0 else "publish"
        act = {
            "publish": lambda n=number: publish(admin, page, n + 2, targets[n % 2]),
            "unpublish": lambda: unpublish(admin, page),
        }[kind]
        seconds = chance.uniform(0, span[kind])

        ending = ending_of(in_child(lambda s=seconds, a=act: die_within(s, a)))

        now = StandardPage.objects.get(pk=page.pk)
        is_after = (now.live, now.live_revision_id) != (
            then.live,
            then.live_revision_id,
        )
        found = contradictions(page)
        if is_after and stamp() == before:
            found.append("stamp")
        between.update(found)
        span[kind] *= 0.85 if ending == 0 else 1.1
        ends[ending, is_after] += 1
        if found:  # a fresh start for the next
            now.live = False
            now.save()
            now.save_revision(log_action=True).publish()
    assert not between, ends
    assert min(ends[-signal.SIGALRM, False], ends[0, True]) > KILLS // 20, ends


def test_stamp_moves_though_the_process_is_killed_as_soon_as_it_has_committed(
    admin, page, targets
):
    before = stamp()

    def die():
        os.kill(os.getpid(), signal.SIGKILL)

    def publish_and_die():
        connection.run_and_clear_commit_hooks = die
        publish(admin, page, 1, targets[1])

    ending = ending_of(in_child(publish_and_die))

    page.refresh_from_db()
    assert (ending, page.title) == (-signal.SIGKILL, "word1")
    assert stamp() > before
