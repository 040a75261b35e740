"""Freeze every version that is or was live, approved for later, or sent for review."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import migrations

AT_ONCE = 200
# Records with drafts. A migration runs once, so it may name rooms that stand above.
DRAFTED = [
    ("wagtailcore", "Page"),
    ("stats", "Observation"),
    ("sources", "Disagreement"),
    ("regions", "ContactChannel"),
    ("regions", "NationalLine"),
    ("regions", "Office"),
    ("regions", "Region"),
]


def approved(apps, using):
    """Return the numbers of all versions to freeze."""

    def numbers(app, model, name, **which):
        rows = apps.get_model(app, model).objects.using(using).filter(**which)
        return set(rows.exclude(**{name: None}).values_list(name, flat=True))

    found = numbers("wagtailcore", "Revision", "pk", approved_go_live_at__isnull=False)
    found |= numbers("wagtailcore", "TaskState", "revision_id")
    for log in ("PageLogEntry", "ModelLogEntry"):
        found |= numbers(
            "wagtailcore", log, "revision_id", action__startswith="wagtail.publish"
        )
        found |= numbers("wagtailcore", log, "revision_id", action="regions.confirm")
    for app, model in DRAFTED:
        found |= numbers(app, model, "live_revision_id")
    return sorted(found)


def seal(apps, schema_editor):
    using = schema_editor.connection.alias
    seals = apps.get_model("core", "Seal")
    revisions = apps.get_model("wagtailcore", "Revision").objects.using(using)
    found = approved(apps, using)
    for start in range(0, len(found), AT_ONCE):
        some = revisions.filter(pk__in=found[start : start + AT_ONCE])
        seals.objects.using(using).bulk_create(
            [seals(revision_id=each.pk, digest=digest(each.content)) for each in some],
            ignore_conflicts=True,
        )


def digest(content):
    words = json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_add_seals_of_versions"),
        ("regions", "0005_add_import_batches"),
        ("sources", "0003_add_notes_of_changes"),
        ("stats", "0003_help_in_plain_words"),
    ]

    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
