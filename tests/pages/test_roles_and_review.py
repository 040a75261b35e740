"""Who may do what, over HTTP: each role, each action, each kind of record."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow

from faq.models import QuestionGroup
from news.models import NewsTopic
from pages.roles import (
    DRAFTED,
    REFERRED_TO,
    ROLES,
    SITE_DETAILS,
    STEERING,
    check_roles,
)
from regions.models import ContactChannel, Jurisdiction, NationalLine, Office, Region
from search.models import DistressWords, SearchBestAnswer, SearchMeaning
from site_details.models import SiteDetails
from sources.models import Disagreement, Source
from stats.models import Observation, Program, Statistic
from tests.factories import (
    AgencyPageFactory,
    ContactChannelFactory,
    DisagreementFactory,
    DistressWordsFactory,
    JurisdictionFactory,
    NationalLineFactory,
    NewsTopicFactory,
    ObservationFactory,
    OfficeFactory,
    ProgramFactory,
    QuestionGroupFactory,
    QuestionPageFactory,
    RegionFactory,
    SearchBestAnswerFactory,
    SearchMeaningFactory,
    SiteDetailsFactory,
    SourceFactory,
    StatisticFactory,
    planted,
)
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

MAKE = {
    ContactChannel: lambda home: ContactChannelFactory(region=RegionFactory()),
    Disagreement: lambda home: DisagreementFactory(),
    DistressWords: lambda home: DistressWordsFactory(),
    Jurisdiction: lambda home: JurisdictionFactory(),
    NationalLine: lambda home: NationalLineFactory(),
    NewsTopic: lambda home: NewsTopicFactory(),
    Observation: lambda home: ObservationFactory(),
    Office: lambda home: OfficeFactory(agency=planted(AgencyPageFactory, home)),
    Program: lambda home: ProgramFactory(),
    QuestionGroup: lambda home: QuestionGroupFactory(),
    Region: lambda home: RegionFactory(),
    SearchBestAnswer: lambda home: SearchBestAnswerFactory(target=[("page", home)]),
    SearchMeaning: lambda home: SearchMeaningFactory(),
    SiteDetails: lambda home: SiteDetailsFactory(),
    Source: lambda home: SourceFactory(),
    Statistic: lambda home: StatisticFactory(),
}
BY_NAME = {model._meta.label_lower: model for model in MAKE}
CONTACTS = "regions.contactchannel"
# What each role may do: the kinds it adds, changes and publishes.
MAY = {
    "Editor": {
        "add": {*DRAFTED, "sources.source"},
        "edit": set(DRAFTED),
        "publish": set(),
    },
    "Reviewer": {
        "add": {*DRAFTED, "sources.source"},
        "edit": set(DRAFTED),
        "publish": set(DRAFTED),
    },
    "Site manager": {
        "add": {*DRAFTED, *REFERRED_TO, *STEERING},
        # The second record of the site details is added by nobody.
        "edit": {*DRAFTED, *REFERRED_TO, *SITE_DETAILS, *STEERING},
        "publish": {*DRAFTED, *SITE_DETAILS, *STEERING},
    },
    "Regional contacts editor": {
        "add": {CONTACTS},
        "edit": {CONTACTS},
        "publish": {CONTACTS},
    },
}


def user_with(role):
    user = User.objects.create_user("somebody", "somebody@example.org")
    user.groups.add(Group.objects.get(name=role))
    return user


def test_every_kind_of_record_is_in_the_table():
    assert set(BY_NAME) == {*DRAFTED, *REFERRED_TO, *SITE_DETAILS, *STEERING}
    assert set(MAY) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", BY_NAME)
def test_each_role_reaches_just_its_screens(client, home, role, name):
    model = BY_NAME[name]
    record = MAKE[model](home)
    client.force_login(user_with(role))
    names = model.snippet_viewset.get_url_name

    add = client.get(reverse(names("add")))
    edit = client.get(reverse(names("edit"), args=[record.pk]))

    assert (add.status_code == 200) == (name in MAY[role]["add"])
    assert (edit.status_code == 200) == (name in MAY[role]["edit"])
    if edit.status_code == 200 and name in [*DRAFTED, *SITE_DETAILS, *STEERING]:
        button = b'name="action-publish"' in edit.content
        assert button == (name in MAY[role]["publish"])


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", BY_NAME)
def test_nobody_deletes_what_is_public(client, home, role, name):
    model = BY_NAME[name]
    record = MAKE[model](home)
    client.force_login(user_with(role))

    client.post(reverse(model.snippet_viewset.get_url_name("delete"), args=[record.pk]))

    assert model.objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize(
    ("role", "edits", "publishes"),
    [
        ("Editor", True, False),
        ("Reviewer", True, True),
        ("Site manager", True, True),
        ("Regional contacts editor", False, False),
    ],
)
def test_pages_are_written_and_published_by_the_right_people(
    client, home, role, edits, publishes
):
    page = planted(QuestionPageFactory, home)
    client.force_login(user_with(role))

    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    assert (response.status_code == 200) == edits
    assert (b'name="action-publish"' in response.content) == publishes


@pytest.mark.parametrize("role", ROLES)
def test_no_role_keeps_accounts(client, role):
    """Whoever may change accounts could make an administrator of anybody."""
    sign_in(client, user_with(role))

    for view in ["index", "add"]:
        response = client.get(reverse(f"wagtailusers_users:{view}"))
        assert response.url == reverse("wagtailadmin_home")


def differences():
    """Return what the check says of this database."""
    return [warning.msg for warning in check_roles(databases=["default"])]


def test_groups_begin_with_just_the_rights_of_their_roles():
    assert differences() == []


def test_check_names_a_group_that_differs_from_its_role_and_the_right():
    group = Group.objects.get(name="Editor")
    group.page_permissions.filter(permission__codename="add_page").delete()
    Group.objects.get(name="Reviewer").delete()

    editor, reviewer = differences()

    assert editor == (
        "The group “Editor” differs from its role in: wagtailcore.add_page."
    )
    assert "“Reviewer”" in reviewer
    assert "regions.publish_office" in reviewer


def test_check_says_nothing_while_a_migration_waits():
    Group.objects.get(name="Editor").permissions.clear()
    ((app, newest),) = MigrationLoader(connection).graph.leaf_nodes("faq")
    MigrationRecorder(connection).record_unapplied(app, newest)

    assert differences() == []


def test_check_asks_no_database_that_it_is_not_given(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert check_roles() == []


def test_review_is_offered_for_drafts_and_pages(home):
    question = planted(QuestionPageFactory, home)

    assert ObservationFactory().get_workflow().name == "Review by a second person"
    assert question.get_workflow().name == "Review by a second person"
    (task,) = GroupApprovalTask.objects.all()
    assert sorted(group.name for group in task.groups.all()) == [
        "Reviewer",
        "Site manager",
    ]


def migrate_again():
    migration = import_module("pages.migrations.0007_make_roles_and_review")
    migration.make_roles(apps, SimpleNamespace(connection=connection))
    for name in (
        "pages.migrations.0011_site_managers_keep_site_details",
        "search.migrations.0002_site_managers_steer_the_search",
    ):
        import_module(name).give(apps, SimpleNamespace(connection=connection))


def test_migration_puts_the_groups_right_and_makes_the_review_once():
    group = Group.objects.get(name="Editor")
    group.permissions.clear()
    group.page_permissions.all().delete()

    migrate_again()

    assert differences() == []
    assert Workflow.objects.count() == GroupApprovalTask.objects.count() == 1


def test_groups_without_any_use_are_gone():
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()


def test_editor_sends_a_value_to_review_and_a_reviewer_publishes_it(client, settings):
    settings.SECOND_PERSON_PUBLISHES = True
    writer = user_with("Editor")
    reviewer = User.objects.create_user("second", "second@example.org")
    reviewer.groups.add(Group.objects.get(name="Reviewer"))
    value = ObservationFactory()
    edit = reverse(Observation.snippet_viewset.get_url_name("edit"), args=[value.pk])
    form = {
        "statistic": value.statistic_id,
        "as_published": "13",
        "qualifier": value.qualifier,
        "number": "13",
        "source": value.source_id,
        "period_precision": value.period_precision,
    }
    client.force_login(writer)
    client.post(edit, form | {"action-submit": "1"})
    value.refresh_from_db()
    assert value.current_workflow_state.status == "in_progress"
    assert not value.live

    client.force_login(reviewer)
    client.post(
        edit,
        form | {"action-workflow-action": "1", "workflow-action-name": "approve"},
    )

    value.refresh_from_db()
    assert value.live
    assert value.as_published == "13"


def test_switching_a_step_off_cancels_its_reviews_and_publishes_nothing(admin, editor):
    value = ObservationFactory()
    value.save_revision(user=user_with("Editor"))
    review = value.get_workflow().start(value, value.latest_revision.user)
    task = GroupApprovalTask.objects.get()

    admin.post(reverse("wagtailadmin_workflows:disable_task", args=[task.pk]))

    task.refresh_from_db()
    review.refresh_from_db()
    value.refresh_from_db()
    assert [task.active, review.status, value.live] == [False, "cancelled", False]
