"""Every way around a review or a source, tried over HTTP; and what must work."""

import datetime
import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db.models.deletion import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Comment, Page, Revision

from tests import drafts
from tests.factories import (
    ObservationFactory,
    SourceFactory,
    planned_for,
    published,
)

pytestmark = pytest.mark.django_db
# What is made, and a field in which the writer writes.
KINDS = {"value": "note", "contact": "name", "question": "title", "news": "lede"}
APPROVE = {"action-workflow-action": "1", "workflow-action-name": "approve"}


@pytest.fixture(autouse=True)
def rule(settings):
    settings.SECOND_PERSON_PUBLISHES = True


def at_work(name, role="Reviewer"):
    """A browser in which somebody has signed in; reviewers may publish."""
    browser = Client()
    browser.user = User.objects.create_user(name, f"{name}@example.org")
    browser.user.groups.add(Group.objects.get(name=role))
    browser.force_login(browser.user)
    return browser


@pytest.fixture
def writer():
    return at_work("writer")


@pytest.fixture
def reviewer():
    return at_work("reviewer")


@pytest.fixture(params=KINDS)
def draft(request, home, writer):
    """A draft, the address of its form, and that form with the writer's words."""
    instance, form = getattr(drafts, request.param)(home)
    url = AdminURLFinder(writer.user).get_edit_url(instance)
    return instance, url, form | {KINDS[request.param]: "Words of the writer"}


def fresh(instance):
    return type(instance).objects.get(pk=instance.pk)


def nothing_was_published(instance):
    planned = Revision.objects.filter(approved_go_live_at__isnull=False)
    return not fresh(instance).live and not planned.exists()


def soon():
    return (timezone.localtime() + datetime.timedelta(hours=1)).strftime(
        "%Y-%m-%d %H:%M"
    )


def test_button_does_not_publish_ones_own_words(draft, writer):
    instance, url, form = draft

    writer.post(url, form | {"action-publish": "1"})

    assert nothing_was_published(instance)


def test_time_does_not_publish_ones_own_words(draft, writer):
    instance, url, form = draft

    writer.post(url, form | {"action-publish": "1", "go_live_at": soon()})

    assert nothing_was_published(instance)


def test_nobody_approves_ones_own_words(draft, writer):
    instance, url, form = draft
    writer.post(url, form | {"action-submit": "1"})
    assert fresh(instance).current_workflow_state.status == "in_progress"

    writer.post(url, form | APPROVE)

    assert nothing_was_published(instance)


def test_nobody_approves_ones_own_words_from_the_first_screen(draft, writer):
    instance, url, form = draft
    writer.post(url, form | {"action-submit": "1"})
    task = fresh(instance).current_workflow_task_state
    view = (
        "wagtailadmin_pages:workflow_action"
        if isinstance(instance, Page)
        else instance.snippet_viewset.get_url_name("workflow_action")
    )

    writer.post(reverse(view, args=[instance.pk, "approve", task.pk]))

    assert nothing_was_published(instance)


def test_whoever_may_not_publish_does_not(draft, reviewer):
    instance, url, form = draft
    editor = at_work("clerk", "Editor")

    for more in ({"action-publish": "1"}, {"live": "on"}, {"action-submit": "1"}):
        editor.post(url, form | more)
    editor.post(url, form | APPROVE)

    assert nothing_was_published(instance)


def test_new_thing_does_not_start_published(draft, writer):
    instance, _url, form = draft
    kind = type(instance)
    if isinstance(instance, Page):
        names = (kind._meta.app_label, kind._meta.model_name)
        parent = instance.get_parent().pk
        add = reverse("wagtailadmin_pages:add", args=[*names, parent])
    else:
        add = reverse(kind.snippet_viewset.get_url_name("add"))

    writer.post(add, form | {"slug": "another", "action-publish": "1", "live": "on"})

    added = kind.objects.exclude(pk=instance.pk).get()
    assert nothing_was_published(added)


def test_second_person_approves_and_readers_see_it(draft, writer, reviewer):
    instance, url, form = draft
    writer.post(url, form | {"action-submit": "1"})

    reviewer.post(url, form | APPROVE)

    assert fresh(instance).live


def test_approved_time_is_kept_and_then_published(draft, writer, reviewer):
    instance, url, form = draft
    form |= {"go_live_at": soon()}
    writer.post(url, form | {"action-submit": "1"})
    reviewer.post(url, form | APPROVE)
    planned = Revision.objects.get(approved_go_live_at__isnull=False)
    assert not fresh(instance).live
    # The hour passes.
    past = timezone.now() - datetime.timedelta(minutes=1)
    planned_for(planned, past)

    call_command("run_schedule", once=True)

    assert fresh(instance).live


def test_comment_is_saved_and_shown(home, writer, reviewer):
    page, form = drafts.question(home)
    url = AdminURLFinder(writer.user).get_edit_url(page)
    comment = {
        "comments-TOTAL_FORMS": 1,
        "comments-0-id": "",
        "comments-0-contentpath": "title",
        "comments-0-text": "Please check this sentence.",
        "comments-0-position": "",
        "comments-0-replies-TOTAL_FORMS": 0,
        "comments-0-replies-INITIAL_FORMS": 0,
    }

    writer.post(url, form | comment)

    assert Comment.objects.get(page=page).text == "Please check this sentence."
    shown = BeautifulSoup(reviewer.get(url).content, "html.parser")
    said = json.loads(shown.find(id="comments-data").string)
    assert "Please check this sentence." in str(said)


def test_cited_source_is_not_deleted(admin):
    source = SourceFactory()
    published(ObservationFactory(source=source))

    admin.post(reverse(source.snippet_viewset.get_url_name("delete"), args=[source.pk]))
    admin.post(f"/admin/bulk/sources/source/delete/?id={source.pk}&next=/admin/")
    with pytest.raises(ProtectedError):
        source.delete()

    assert fresh(source)


def test_fact_without_a_source_is_not_saved(admin, home):
    for kind in ("value", "contact"):
        instance, form = getattr(drafts, kind)(home)
        add = reverse(instance.snippet_viewset.get_url_name("add"))

        response = admin.post(add, form | {"source": "", "slug": "another"})

        assert "source" in response.context["form"].errors
        assert type(instance).objects.count() == 1


def test_writer_reads_above_the_form_why_it_came_back(draft, writer, reviewer):
    _instance, url, form = draft
    writer.post(url, form | {"action-submit": "1"})
    asked = {"workflow-action-name": "reject", "action-workflow-action": "1"}
    words = json.dumps({"comment": "Is <b>that</b> so?"})
    reviewer.post(url, form | asked | {"workflow-action-extra-data": words})

    page = BeautifulSoup(writer.get(url).content, "html.parser")

    said = [message.text for message in page.select(".messages li")]
    asked_for = "Changes are asked for by reviewer: Is <b>that</b> so?"
    assert any(asked_for in words for words in said)
