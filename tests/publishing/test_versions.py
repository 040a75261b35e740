"""What was approved is never overwritten, and what was altered is not published."""

import datetime
import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Revision,
    RevisionMixin,
    Workflow,
    WorkflowTask,
)

from publishing.models import AlteredError, OwnWorkError, Publishable, Seal, Versioned
from tests import drafts
from tests.factories import (
    AgencyPageFactory,
    ContactChannelFactory,
    DisagreementFactory,
    NationalLineFactory,
    ObservationFactory,
    OfficeFactory,
    ProgramFactory,
    QuestionPageFactory,
    RegionFactory,
    SourceFactory,
    StandardPageFactory,
    StatisticFactory,
    planned_for,
    planted,
)

pytestmark = pytest.mark.django_db

# Each kind that has drafts: how one is made, and a field whose words change.
KINDS = {
    "question": (
        lambda home: planted(QuestionPageFactory, home, live=False),
        "seo_title",
    ),
    "page": (lambda home: planted(StandardPageFactory, home, live=False), "title"),
    "value": (lambda home: ObservationFactory(), "note"),
    "contact": (
        lambda home: ContactChannelFactory(region=RegionFactory(), live=False),
        "hours",
    ),
    "line": (lambda home: NationalLineFactory(live=False), "name"),
    "office": (
        lambda home: OfficeFactory(agency=planted(AgencyPageFactory, home), live=False),
        "name",
    ),
    "task force": (lambda home: RegionFactory(live=False), "name"),
    "disagreement": (lambda home: DisagreementFactory(live=False), "explanation"),
}
COVERED = [kind for kind in KINDS if kind not in {"page", "disagreement"}]
WITHOUT_DRAFTS = {
    "source": (SourceFactory, "title"),
    "statistic": (StatisticFactory, "label"),
    "program": (ProgramFactory, "name"),
}


@pytest.fixture(autouse=True)
def rule(settings):
    settings.SECOND_PERSON_PUBLISHES = True


@pytest.fixture
def writer():
    return User.objects.create_superuser("writer", "writer@example.org")


@pytest.fixture
def reviewer():
    return User.objects.create_superuser("reviewer", "reviewer@example.org")


def fresh(instance):
    return type(instance).objects.get(pk=instance.pk)


def rewritten(instance, field, words="Nobody saw this."):
    setattr(instance, field, words)
    return instance


def in_an_hour():
    return timezone.now() + datetime.timedelta(hours=1)


def live(draft, writer, reviewer):
    revision = draft.save_revision(user=writer)
    revision.publish(user=reviewer)
    return revision


def planned(draft, writer, reviewer):
    draft.go_live_at = in_an_hour()
    return live(draft, writer, reviewer)


def unpublished(draft, writer, reviewer):
    revision = live(draft, writer, reviewer)
    fresh(draft).unpublish()
    return revision


def submitted(draft, writer, reviewer):
    revision = draft.save_revision(user=writer)
    flow = Workflow.objects.create(name="Two people")
    task = GroupApprovalTask.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=flow, task=task, sort_order=1)
    flow.start(draft, writer)
    return revision


WAYS = [
    (kind, approve)
    for kind in KINDS
    for approve in (live, planned, unpublished, submitted)
    # No word of a value that was published changes: nothing could be written over it.
    if kind != "value" or approve not in {live, unpublished}
]


@pytest.mark.parametrize(("kind", "approve"), WAYS)
def test_what_was_approved_or_submitted_is_not_overwritten(
    home, writer, reviewer, kind, approve
):
    make, field = KINDS[kind]
    revision = approve(make(home), writer, reviewer)
    before = Revision.objects.get(pk=revision.pk).content
    latest = revision.content_object.get_latest_revision_as_object()

    saved = rewritten(latest, field).save_revision(
        user=writer, overwrite_revision=revision, clean=False
    )

    assert saved.pk != revision.pk
    assert Revision.objects.get(pk=revision.pk).content == before
    assert saved.content[field] == "Nobody saw this."


@pytest.mark.parametrize("kind", [kind for kind in COVERED if kind != "value"])
def test_one_writer_does_not_republish_alone(home, writer, reviewer, kind):
    make, field = KINDS[kind]
    revision = live(make(home), writer, reviewer)
    latest = revision.content_object.get_latest_revision_as_object()

    saved = rewritten(latest, field).save_revision(
        user=writer, overwrite_revision=revision, clean=False
    )

    with pytest.raises(OwnWorkError):
        fresh(latest).publish(saved, user=writer)


@pytest.mark.parametrize("kind", WITHOUT_DRAFTS)
def test_what_has_no_drafts_keeps_each_of_its_versions(writer, kind):
    make, field = WITHOUT_DRAFTS[kind]
    record = make()
    first = record.save_revision(user=writer)

    second = rewritten(record, field).save_revision(
        user=writer, overwrite_revision=first
    )

    assert second.pk != first.pk


def test_draft_that_nobody_approved_is_still_overwritten(writer):
    value = ObservationFactory()
    first = value.save_revision(user=writer)

    second = rewritten(value, "note").save_revision(
        user=writer, overwrite_revision=first
    )

    assert second.pk == first.pk


def test_each_model_with_versions_keeps_what_was_approved():
    rooms = {
        app.label for app in apps.get_app_configs() if "site-packages" not in app.path
    }
    models = [
        model
        for model in apps.get_models()
        if issubclass(model, RevisionMixin) and model._meta.app_label in rooms
    ]

    assert models
    for model in models:
        assert issubclass(model, Versioned)
        assert hasattr(model, "live") == issubclass(model, Publishable)


@pytest.mark.parametrize("kind", ["question", "value", "contact"])
def test_form_that_saves_itself_goes_on_with_a_new_version(
    client, home, writer, reviewer, kind
):
    draft, form = getattr(drafts, kind)(home)
    revision = draft.save_revision(user=writer)
    revision.publish(user=reviewer)
    revision.refresh_from_db()
    client.force_login(writer)
    field = {"question": "title", "value": "note", "contact": "hours"}[kind]
    url = AdminURLFinder(writer).get_edit_url(draft)

    answer = client.post(
        url,
        form | {field: "Nobody saw this.", "overwrite_revision_id": revision.pk},
        headers={"Accept": "application/json"},
    ).json()

    assert answer["success"]
    assert answer["revision_id"] != revision.pk
    assert Revision.objects.get(pk=revision.pk).content == revision.content
    client.post(
        url,
        form
        | {
            field: "Nobody saw this.",
            "overwrite_revision_id": answer["revision_id"],
            "action-publish": "1",
        },
    )
    assert getattr(fresh(draft), field) == revision.content[field]


@pytest.mark.parametrize("kind", COVERED)
def test_writer_of_a_live_version_that_was_altered_counts(home, writer, reviewer, kind):
    make, field = KINDS[kind]
    revision = live(make(home), writer, reviewer)
    revision.refresh_from_db()
    changed = revision.content | {field: "Nobody saw this."}
    Revision.objects.filter(pk=revision.pk).update(content=changed)
    altered = Revision.objects.get(pk=revision.pk)

    with pytest.raises(OwnWorkError):
        fresh(altered.content_object).publish(altered, user=writer)


def test_version_that_was_frozen_cannot_be_saved_with_other_words(writer, reviewer):
    revision = live(ObservationFactory(), writer, reviewer)
    revision.content["note"] = "Nobody saw this."

    with pytest.raises(AlteredError):
        revision.save()


def test_clock_does_not_publish_what_was_altered_after_it_was_approved(
    writer, reviewer, capsys
):
    value = ObservationFactory()
    planned(value, writer, reviewer)
    revision = Revision.objects.get(approved_go_live_at__isnull=False)
    planned_for(revision, timezone.now() - datetime.timedelta(minutes=1))
    changed = revision.content | {"note": "Nobody saw this."}
    Revision.objects.filter(pk=revision.pk).update(content=changed)

    with pytest.raises(SystemExit):
        call_command("run_schedule", once=True)

    assert not fresh(value).live
    assert "was changed after it was approved" in capsys.readouterr().err


def test_version_that_somebody_saves_meanwhile_is_not_published(writer, reviewer):
    value = ObservationFactory()
    seen = value.save_revision(user=writer)
    rewritten(value, "note").save_revision(
        user=writer, overwrite_revision=Revision.objects.get(pk=seen.pk)
    )

    with pytest.raises(AlteredError):
        seen.publish(user=reviewer)


def test_older_version_is_somebodys_work(writer, reviewer):
    value = ObservationFactory()
    older = value.save_revision(user=writer)
    rewritten(value, "note", "Counted again.").save_revision(user=writer).publish(
        user=reviewer
    )

    with pytest.raises(OwnWorkError):
        older.publish(user=writer)


def approve_at_once(client, draft):
    """Approve as the list of reviews does, without the form."""
    task = draft.current_workflow_task_state
    if isinstance(draft, Page):
        name = "wagtailadmin_pages:workflow_action"
    else:
        name = draft.snippet_viewset.get_url_name("workflow_action")
    return client.post(reverse(name, args=[draft.pk, "approve", task.pk]), follow=True)


@pytest.mark.parametrize("kind", COVERED)
def test_reviewer_is_told_of_words_that_came_after_the_version_to_review(
    client, home, writer, reviewer, kind
):
    make, field = KINDS[kind]
    draft = make(home)
    submitted(draft, writer, reviewer)
    rewritten(draft, field).save_revision(user=writer)
    client.force_login(reviewer)

    response = approve_at_once(client, draft)

    assert "was changed after it was approved or sent" in response.content.decode()
    assert not fresh(draft).live
    assert fresh(draft).workflow_in_progress


@pytest.mark.parametrize("kind", COVERED)
def test_reviewer_approves_the_version_that_was_sent(
    client, home, writer, reviewer, kind
):
    make, _field = KINDS[kind]
    draft = make(home)
    submitted(draft, writer, reviewer)
    client.force_login(reviewer)

    approve_at_once(client, draft)

    assert fresh(draft).live


def test_reviewer_approves_in_the_form_what_stands_there(
    client, home, writer, reviewer
):
    draft, form = drafts.question(home)
    url = AdminURLFinder(writer).get_edit_url(draft)
    client.force_login(writer)
    client.post(url, form | {"action-submit": "1"})
    client.post(url, form | {"seo_title": "Looked at again."})
    newest = fresh(draft).latest_revision
    approval = form | {
        "seo_title": "Looked at again.",
        "action-workflow-action": "1",
        "workflow-action-name": "approve",
    }
    client.force_login(reviewer)

    client.post(url, approval)

    assert not fresh(draft).live  # nothing says what the form was opened with

    client.post(
        url,
        approval
        | {
            "loaded_revision_id": newest.pk,
            "loaded_revision_created_at": newest.created_at.isoformat(),
        },
    )

    assert fresh(draft).live
    assert fresh(draft).seo_title == "Looked at again."


def test_words_that_come_with_an_approval_that_is_refused_are_kept_as_a_draft(
    client, home, writer, reviewer
):
    """Whoever edits while approving is a writer, and must not lose input."""
    draft, form = drafts.question(home)
    url = AdminURLFinder(writer).get_edit_url(draft)
    client.force_login(writer)
    client.post(url, form | {"action-submit": "1"})
    client.force_login(reviewer)

    response = client.post(
        url,
        form
        | {
            "seo_title": "Mended while approving.",
            "action-workflow-action": "1",
            "workflow-action-name": "approve",
        },
        follow=True,
    )

    draft = fresh(draft)
    assert "somebody else must publish it" in response.content.decode()
    assert draft.latest_revision.content["seo_title"] == "Mended while approving."
    assert [draft.live, draft.workflow_in_progress] == [False, True]


def test_writer_who_approves_alone_is_told_why_not(client, writer, reviewer):
    draft = ObservationFactory()
    submitted(draft, writer, reviewer)
    client.force_login(writer)

    response = approve_at_once(client, draft)

    assert "somebody else must publish it" in response.content.decode()


def then(app, model):
    """Return a model by the app that it belonged to before it moved."""
    moved = {("core", "Seal"): "publishing"}
    return apps.get_model(moved.get((app, model), app), model)


def migrate(name, function):
    module = importlib.import_module(f"core.migrations.{name}")
    getattr(module, function)(
        SimpleNamespace(get_model=then), SimpleNamespace(connection=connection)
    )


@pytest.mark.parametrize("kind", ["question", "contact"])
def test_update_freezes_what_was_approved_before(home, writer, reviewer, kind):
    make, field = KINDS[kind]
    earlier = live(make(home), writer, reviewer)
    newer = rewritten(fresh(earlier.content_object), field).save_revision(user=writer)
    newer.publish(user=reviewer)
    draft = rewritten(fresh(newer.content_object), field, "").save_revision()
    submitted(ObservationFactory(), writer, reviewer)
    before = set(Seal.objects.values_list("revision_id", "digest"))
    Seal.objects.all().delete()

    migrate("0002_seal_what_was_approved", "seal")

    assert set(Seal.objects.values_list("revision_id", "digest")) == before
    assert {earlier.pk, newer.pk} <= {pk for pk, _digest in before}
    assert draft.pk not in {pk for pk, _digest in before}


def test_update_takes_the_live_past_from_copies_that_are_drafts(home, writer, reviewer):
    page = planted(QuestionPageFactory, home, live=False)
    revision = live(page, writer, reviewer)
    other = planted(StandardPageFactory, home, live=False)
    live(other, writer, reviewer)
    fresh(other).unpublish()
    moment = revision.created_at
    Page.objects.filter(pk=page.pk).update(
        live=False, first_published_at=moment, last_published_at=moment
    )
    Page.objects.filter(pk=other.pk).update(live_revision=other.latest_revision)

    migrate("0003_drafts_have_no_live_past", "forget")

    assert fresh(page).live_revision is None
    assert fresh(page).first_published_at is None
    assert fresh(other).live_revision is None
    assert fresh(other).first_published_at  # it was public once


@pytest.mark.parametrize("kind", ["question", "contact"])
def test_version_that_tells_who_wrote_is_not_deleted(home, writer, reviewer, kind):
    make, field = KINDS[kind]
    draft = make(home)
    before = draft.save_revision(user=writer)
    seen = live(rewritten(draft, field, "First"), writer, reviewer)
    written = rewritten(fresh(draft), field).save_revision(user=writer)
    newest = written.as_object().save_revision(user=reviewer)

    before.delete()
    for kept in (seen, written, newest):
        with transaction.atomic(), pytest.raises(ProtectedError):
            kept.delete()

    with pytest.raises(OwnWorkError):
        newest.publish(user=writer)


@pytest.mark.parametrize("approve", [live, planned, submitted])
def test_what_the_version_of_the_site_before_approved_is_not_overwritten(
    home, writer, reviewer, approve
):
    """It does not know seals, and may serve for some minutes after their migration."""
    make, field = KINDS["question"]
    revision = approve(make(home), writer, reviewer)
    Seal.objects.all().delete()
    latest = fresh(revision.content_object).get_latest_revision_as_object()

    saved = rewritten(latest, field).save_revision(
        user=writer, overwrite_revision=revision, clean=False
    )

    assert saved.pk != revision.pk


def test_version_of_the_site_before_can_still_delete_what_is_frozen(home, writer):
    """It knows no seals, and serves during an update and after going back."""
    value = ObservationFactory()
    frozen = value.save_revision(user=writer)
    Seal.objects.put_on(frozen.pk)
    value.save_revision(user=writer)

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM wagtailcore_revision WHERE id = %s", [frozen.pk])

    connection.check_constraints()


def test_interface_for_pages_does_not_publish_what_was_altered(
    client, home, writer, reviewer, monkeypatch
):
    page = planted(StandardPageFactory, home, live=False)
    page.save_revision(user=writer)
    as_object = Revision.as_object

    def slowly(revision):
        """Somebody saves into the same version while it is being published."""
        found = as_object(revision)
        stored = Revision.objects.get(pk=revision.pk)
        stored.content["title"] = "Nobody saw this."
        stored.save()
        return found

    monkeypatch.setattr(Revision, "as_object", slowly)
    client.force_login(reviewer)

    client.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"]))

    assert not fresh(page).live


@pytest.mark.parametrize("year", [datetime.MINYEAR, datetime.MAXYEAR])
@pytest.mark.parametrize("field", ["go_live_at", "expire_at"])
def test_day_that_is_none_in_some_time_zones_is_refused_at_its_field(field, year):
    draft = RegionFactory.build(
        **{field: datetime.datetime(year, 6, 1, tzinfo=datetime.UTC)}
    )

    with pytest.raises(ValidationError) as refused:
        Publishable.clean(draft)

    assert list(refused.value.message_dict) == [field]
