import uuid

from django.db import migrations

# Wagtail's, in `ReferenceIndex._get_content_path_hash()`.
PATHS = uuid.UUID("bdc70d8b-e7a2-4c2a-bf43-2a3e3fcbbe86")


def rename_in_history(old, new):
    """
    Rename a field of `Statistic` in its versions and in the index of references.

    No version of a statistic has a seal: it has neither drafts nor reviews.
    """

    def rename(apps, schema_editor):
        using = schema_editor.connection.alias
        of_statistics = {
            "content_type__app_label": "stats",
            "content_type__model": "statistic",
        }
        versions = apps.get_model("wagtailcore", "Revision").objects.using(using)
        for version in versions.filter(**of_statistics).iterator():
            if old in version.content:
                version.content[new] = version.content.pop(old)
                version.save(update_fields=["content"])
        apps.get_model("wagtailcore", "ReferenceIndex").objects.using(using).filter(
            **of_statistics, model_path=old, content_path=old
        ).update(
            model_path=new, content_path=new, content_path_hash=uuid.uuid5(PATHS, new)
        )

    return rename


class Migration(migrations.Migration):
    """The earlier versions of statistics, and what refers to programs, follow."""

    dependencies = [
        ("stats", "0006_rename_programme_to_program"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.RunPython(
            rename_in_history("programme", "program"),
            rename_in_history("program", "programme"),
        ),
    ]
