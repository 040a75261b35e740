"""Take the table of seals over from `core`, with every row and its content type."""

import django.db.models.deletion
from django.db import migrations, models

from compat.moved_models import move_content_type


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("core", "0004_move_seals_to_publishing"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Seal",
                    fields=[
                        (
                            "revision",
                            models.OneToOneField(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="seal",
                                serialize=False,
                                to="wagtailcore.revision",
                            ),
                        ),
                        (
                            "digest",
                            models.CharField(
                                max_length=64, verbose_name="SHA-256 of the content"
                            ),
                        ),
                        ("sealed_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "verbose_name": "seal of a version",
                        "verbose_name_plural": "seals of versions",
                        "db_table": "core_seal",
                        "default_permissions": (),
                    },
                )
            ]
        ),
        move_content_type("seal", from_app="core", to_app="publishing"),
    ]
