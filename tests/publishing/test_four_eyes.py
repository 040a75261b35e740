"""Nobody publishes what they wrote: every way to publish is tried."""

import datetime
import json

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import LogContext
from wagtail.models import GroupApprovalTask, Revision, Workflow, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from publishing.models import OwnWorkError
from tests.factories import (
    ContactChannelFactory,
    ObservationFactory,
    QuestionPageFactory,
    RegionFactory,
    planned_for,
    planted,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rule(settings):
    settings.SECOND_PERSON_PUBLISHES = True


@pytest.fixture
def writer():
    return User.objects.create_superuser("writer", "writer@example.org")


@pytest.fixture
def reviewer():
    return User.objects.create_superuser("reviewer", "reviewer@example.org")


@pytest.fixture
def value(writer):
    """A draft that the writer saved."""
    draft = ObservationFactory()
    draft.save_revision(user=writer)
    return draft


@pytest.fixture
def question(home, writer):
    page = planted(QuestionPageFactory, home, live=False, title="Who asks?")
    page.save_revision(user=writer)
    return page


def is_live(instance):
    return type(instance).objects.get(pk=instance.pk).live


@pytest.mark.parametrize("kind", ["value", "question"])
def test_writer_does_not_publish(request, writer, kind):
    draft = request.getfixturevalue(kind)

    with pytest.raises(OwnWorkError):
        draft.get_latest_revision().publish(user=writer)

    assert not is_live(draft)


@pytest.mark.parametrize("kind", ["value", "question"])
def test_somebody_else_does(request, reviewer, kind):
    draft = request.getfixturevalue(kind)

    draft.get_latest_revision().publish(user=reviewer)

    assert is_live(draft)


def test_reviewer_who_changed_a_word_is_a_writer_too(value, reviewer):
    value.note = "Counted again."
    revision = value.save_revision(user=reviewer)

    with pytest.raises(OwnWorkError):
        revision.publish(user=reviewer)


def test_saving_without_a_change_makes_nobody_a_writer(value, reviewer):
    revision = value.save_revision(user=reviewer)

    revision.publish(user=reviewer)

    assert is_live(value)


def test_change_and_change_back_is_still_work(value, reviewer, writer):
    value.note = "Other words."
    value.save_revision(user=reviewer)
    value.note = ""
    revision = value.save_revision(user=writer)

    with pytest.raises(OwnWorkError):
        revision.publish(user=reviewer)


def test_what_was_written_before_the_live_version_counts_no_more(writer, reviewer):
    contact = ContactChannelFactory(region=RegionFactory())
    contact.save_revision(user=writer).publish(user=reviewer)
    contact.refresh_from_db()
    contact.hours = "24/7"
    revision = contact.save_revision(user=reviewer)

    revision.publish(user=writer)

    contact.refresh_from_db()
    assert contact.hours == "24/7"


def test_one_person_confirms_an_unchanged_contact(writer):
    contact = published(ContactChannelFactory(region=RegionFactory(), live=False))
    contact.verified_on = timezone.localdate()
    contact.verified_by = "writer"

    contact.save_revision(user=writer).publish(user=writer)

    contact.refresh_from_db()
    assert contact.verified_on


def test_one_person_does_not_change_the_number_on_the_way(writer):
    contact = published(ContactChannelFactory(region=RegionFactory(), live=False))
    contact.verified_on = timezone.localdate()
    contact.value = "(202) 555-0199"
    revision = contact.save_revision(user=writer)

    with pytest.raises(OwnWorkError):
        revision.publish(user=writer)


def test_writer_cannot_schedule_it_either(value, writer):
    value.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    revision = value.save_revision(user=writer)

    with pytest.raises(OwnWorkError):
        revision.publish(user=writer)

    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_what_a_second_person_scheduled_goes_live_by_itself(value, reviewer, writer):
    value.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    value.save_revision(user=writer).publish(user=reviewer)
    assert not is_live(value)
    value.refresh_from_db()
    scheduled = value.get_latest_revision()
    past = timezone.now() - datetime.timedelta(minutes=1)
    planned_for(scheduled, past)

    call_command("publish_scheduled")

    assert is_live(value)


def test_saving_the_row_itself_is_no_way_around(question, writer):
    question.live = True
    question.live_revision = question.get_latest_revision()

    with LogContext(user=writer), pytest.raises(OwnWorkError):
        question.save()


def edit_url(instance, user):
    return AdminURLFinder(user).get_edit_url(instance)


def form_of(value):
    return {
        "statistic": value.statistic_id,
        "as_published": value.as_published,
        "qualifier": value.qualifier,
        "number": "12",
        "source": value.source_id,
        "period_precision": value.period_precision,
    }


def test_publish_button_saves_a_draft_and_says_why(client, value, writer):
    client.force_login(writer)

    response = client.post(
        edit_url(value, writer),
        form_of(value) | {"note": "Typed with care.", "action-publish": "1"},
        follow=True,
    )

    assert "somebody else must publish it" in response.content.decode()
    assert not is_live(value)
    value.refresh_from_db()
    assert value.get_latest_revision_as_object().note == "Typed with care."


def test_publish_button_works_for_somebody_else(client, value, reviewer):
    client.force_login(reviewer)

    client.post(edit_url(value, reviewer), form_of(value) | {"action-publish": "1"})

    assert is_live(value)


def test_new_value_is_not_published_by_whoever_adds_it(client, value, writer):
    client.force_login(writer)
    add = reverse(value.snippet_viewset.get_url_name("add"))

    client.post(
        add,
        form_of(value) | {"as_published": "55", "number": "55", "action-publish": "1"},
    )

    added = type(value).objects.get(as_published="55")
    assert not added.live


def page_form(page):
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "group": page.group_id,
            "order": page.order,
            "search_description": page.search_description,
            "body": streamfield([("text", rich_text("<p>Changed.</p>"))]),
            "change_notes": {
                "0": {"kind": "wording"},
                "TOTAL_FORMS": 1,
                "INITIAL_FORMS": 0,
                "MIN_NUM_FORMS": 0,
                "MAX_NUM_FORMS": 1000,
            },
            "citations": {
                "TOTAL_FORMS": 0,
                "INITIAL_FORMS": 0,
                "MIN_NUM_FORMS": 0,
                "MAX_NUM_FORMS": 1000,
            },
            "comments": {
                "TOTAL_FORMS": 0,
                "INITIAL_FORMS": 0,
                "MIN_NUM_FORMS": 0,
                "MAX_NUM_FORMS": 1000,
            },
        }
    )


def test_publish_button_of_a_page_saves_a_draft_and_says_why(client, question, writer):
    client.force_login(writer)

    response = client.post(
        edit_url(question, writer),
        page_form(question) | {"action-publish": "1"},
        follow=True,
    )

    assert "somebody else must publish it" in response.content.decode()
    assert not is_live(question)
    question.refresh_from_db()
    draft = json.dumps(question.get_latest_revision().content["body"])
    assert "Changed." in draft


def test_page_is_not_scheduled_by_its_writer(client, question, writer):
    client.force_login(writer)
    soon = timezone.localtime() + datetime.timedelta(hours=1)

    client.post(
        edit_url(question, writer),
        page_form(question)
        | {"action-publish": "1", "go_live_at": soon.strftime("%Y-%m-%d %H:%M")},
    )

    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_bulk_action_does_not_publish_ones_own_page(client, question, writer):
    client.force_login(writer)
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))

    client.post(f"{url}?id={question.pk}")

    assert not is_live(question)


def test_bulk_action_publishes_what_somebody_else_wrote(client, question, reviewer):
    client.force_login(reviewer)
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))

    client.post(f"{url}?id={question.pk}")

    assert is_live(question)


@pytest.fixture
def workflow():
    task = GroupApprovalTask.objects.create(name="Review")
    flow = Workflow.objects.create(name="Two people")
    WorkflowTask.objects.create(workflow=flow, task=task, sort_order=1)
    return flow


@pytest.mark.parametrize("kind", ["value", "question"])
def test_workflow_does_not_let_the_writer_approve(request, workflow, writer, kind):
    draft = request.getfixturevalue(kind)
    state = workflow.start(draft, writer)

    with pytest.raises(OwnWorkError):
        state.current_task_state.approve(user=writer)

    assert not is_live(draft)
    state.refresh_from_db()
    assert state.status == "in_progress"


@pytest.mark.parametrize("kind", ["value", "question"])
def test_workflow_publishes_what_a_second_person_approves(
    request, workflow, writer, reviewer, kind
):
    draft = request.getfixturevalue(kind)

    workflow.start(draft, writer).current_task_state.approve(user=reviewer)

    assert is_live(draft)


def test_one_person_can_try_everything_where_the_rule_is_off(settings, value, writer):
    settings.SECOND_PERSON_PUBLISHES = False

    value.get_latest_revision().publish(user=writer)

    assert is_live(value)
