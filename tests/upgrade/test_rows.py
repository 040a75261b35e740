"""
Every row exists after the update, and refers to the same objects as before.

A later version that rewrites or drops a column on purpose names it in `REWRITTEN` or
`DROPPED`, and says there why nothing is lost.
"""

import json

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import strip_tags
from wagtail.models import (
    ModelLogEntry,
    Page,
    PageLogEntry,
    ReferenceIndex,
    Revision,
    TaskState,
    WorkflowState,
)

from pages.roles import SITE_DETAILS, STEERING
from tests.upgrade.restored import model_of, rows_by_table

# What migrations rewrite; the tests below check what it refers to.
REWRITTEN = {
    "auth_permission": {"codename", "name"},
    "core_seal": {"digest"},
    "django_content_type": {"app_label", "model"},
    "pages_seedentry": {"kind", "fixture_hash", "state_hash"},
    "wagtailcore_referenceindex": {"model_path", "content_path", "content_path_hash"},
    "wagtailcore_revision": {"content"},
}
DROPPED: dict[str, set[str]] = {}
# What Wagtail takes from the row, not from the version.
OF_THE_ROW = {
    "depth",
    "draft_title",
    "expired",
    "first_published_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
    "path",
    "url_path",
}


def test_no_row_is_lost_or_changed(before):
    after = rows_by_table()
    faults = []
    for table, rows in before.tables.items():
        let_go = REWRITTEN.get(table, set()) | DROPPED.get(table, set())
        for key, row in rows.items():
            now = after.get(table, {}).get(key)
            faults += [
                (table, key, name, value)
                for name, value in row.items()
                if name not in let_go and (now is None or now.get(name, ...) != value)
            ]

    assert sum(map(len, before.tables.values())) > 4_000
    assert faults == []


def test_content_types_are_the_same_and_lead_to_the_same_tables(before):
    led_to = {
        key: f"{row['app_label']}_{row['model']}"
        for key, row in before.tables["django_content_type"].items()
    }
    models = {kind.pk: kind.model_class() for kind in ContentType.objects.all()}
    now = {key: model._meta.db_table for key, model in models.items() if model}

    assert now.keys() >= led_to.keys()
    # A few of the libraries' tables have other names than their models.
    led_to = {key: table for key, table in led_to.items() if table in before.tables}
    assert len(led_to) > 70
    assert {key: now[key] for key in led_to} == led_to
    # None was made a second time, beside the one that everything refers to.
    kept = before.tables["django_content_type"]
    again = {table for key, table in now.items() if key not in kept}
    assert again & before.tables.keys() == set()


def test_rights_are_called_after_their_models(before):
    old_kinds = before.tables["django_content_type"]
    faults = []
    for key, row in before.tables["auth_permission"].items():
        old_name = old_kinds[row["content_type_id"]]["model"]
        now = Permission.objects.get(pk=key)
        new_name = now.content_type.model
        action = row["codename"].removesuffix(f"_{old_name}")
        expected = row["codename"]
        if action != expected:
            expected = f"{action}_{new_name}"
        if now.codename != expected:
            faults.append((row["codename"], now.codename))

    assert faults == []


# What a role has been given since.
GIVEN = {
    "man-one": {
        f"{app}.{action}_{model}"
        for app, model in (name.split(".") for name in (*SITE_DETAILS, *STEERING))
        for action in ("add", "change", "publish", "view")
    }
}


@pytest.mark.parametrize("name", ["fig-one", "ed-one", "man-one", "reg-two"])
def test_people_may_do_what_they_might_do(before, name):
    """With what they hold in person, and what their groups hold."""
    user = User.objects.get(username=name)
    tables = before.tables
    groups = {
        row["group_id"]
        for row in tables["auth_user_groups"].values()
        if row["user_id"] == user.pk
    }
    held = {
        row["permission_id"]
        for row in tables["auth_group_permissions"].values()
        if row["group_id"] in groups
    }
    held |= {
        row["permission_id"]
        for row in tables["auth_user_user_permissions"].values()
        if row["user_id"] == user.pk
    }
    expected = {
        f"{right.content_type.app_label}.{right.codename}"
        for right in Permission.objects.filter(pk__in=held)
    }

    assert expected
    assert user.get_all_permissions() == expected | GIVEN.get(name, set())


def named_before(field):
    """Return the name of a field when its column was made."""
    return field.column.removesuffix("_id") if field.is_relation else field.column


def test_every_version_opens_with_the_same_content(before):
    old = before.tables["wagtailcore_revision"]
    faults, number = [], 0
    for revision in Revision.objects.all():
        was = json.loads(old[revision.pk]["content"])
        record = revision.as_object()
        said = record.serializable_data()
        for field in record._meta.concrete_fields:
            value = was.get(named_before(field), ...)
            if value is ... or field.name in OF_THE_ROW:
                continue
            number += 1
            if json.loads(json.dumps(said[field.name], cls=DjangoJSONEncoder)) != value:
                faults.append((str(revision), field.name, value, said[field.name]))

    assert number > 4_000
    assert faults == []


def test_what_was_approved_is_still_what_was_approved(before):
    seals = model_of("core_seal").objects
    revisions = Revision.objects.filter(pk__in=before.tables["core_seal"])

    assert [each for each in revisions if seals.is_broken(each)] == []


@pytest.mark.parametrize("log", [PageLogEntry, ModelLogEntry])
def test_every_entry_of_the_history_says_what_was_done_to_what(before, log):
    faults = [
        entry
        for entry in log.objects.filter(pk__in=before.tables[log._meta.db_table])
        if entry.content_type.model_class() is None
        or not strip_tags(entry.formatter.format_message(entry))
    ]

    assert faults == []


@pytest.mark.parametrize(
    ("model", "record"),
    [
        (WorkflowState, lambda state: state.content_object),
        (TaskState, lambda state: state.revision.content_object),
        (model_of("wagtailsearch_indexentry"), lambda entry: entry.content_object),
    ],
)
def test_reviews_and_the_search_lead_to_their_records(before, model, record):
    found = list(model.objects.filter(pk__in=before.tables[model._meta.db_table]))

    assert found
    assert [each for each in found if record(each) is None] == []


def test_references_name_fields_that_exist(before):
    """The admin says where something is used; it looks each field up by its name."""
    faults = []
    for entry in ReferenceIndex.objects.all():
        kind = entry.base_content_type.model_class()
        path = ReferenceIndex._get_content_path_hash(entry.content_path)
        if (
            not kind.objects.filter(pk=entry.object_id).exists()
            or entry.content_path_hash != path
            or not entry.describe_source_field()
        ):
            faults.append((kind, entry.object_id, entry.content_path))

    assert len(before.tables["wagtailcore_referenceindex"]) > 1_000
    assert faults == []


def references():
    """Return what refers to what, where that is not gone."""
    fields = ("base_content_type", "object_id", "content_path_hash")
    target = ("to_content_type", "to_object_id")
    there = {
        (kind.pk, str(key))
        for kind in ContentType.objects.all()
        if kind.model_class()
        for key in kind.model_class()._base_manager.values_list("pk", flat=True)
    }
    rows = ReferenceIndex.objects.values_list(*fields, *target)
    return {row for row in rows if row[-2:] in there}


def test_references_are_what_they_would_be_if_all_was_saved_again(before):
    kept = references()
    for kind in ContentType.objects.filter(pk__in=before.tables["django_content_type"]):
        model = kind.model_class()
        if model is not Page and ReferenceIndex.is_indexed(model):
            for record in model._base_manager.all():
                ReferenceIndex.create_or_update_for_object(record)

    assert references() == kept
