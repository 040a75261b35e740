import django.db.models.deletion
from django.db import migrations, models

ACTIONS = ("add", "change", "delete", "view", "publish")


def rename_permissions(old, new):
    def rename(apps, schema_editor):
        permissions = apps.get_model("auth", "Permission").objects.using(
            schema_editor.connection.alias
        )
        for action in ACTIONS:
            permissions.filter(
                content_type__app_label="stats", codename=f"{action}_{old}"
            ).update(codename=f"{action}_{new}")

    return rename


class Migration(migrations.Migration):
    """
    `Programme` is `Program` from here on; no table and no column changes.

    So the version before can work on while this one starts. Django renames the content
    type by itself, after `RenameModel`.
    """

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("stats", "0005_move_the_record_page"),
    ]

    operations = [
        migrations.AlterModelTable("programme", "stats_programme"),
        migrations.RenameModel("Programme", "Program"),
        migrations.AlterField(
            "statistic",
            "programme",
            models.ForeignKey(
                db_column="programme_id",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statistics",
                to="stats.program",
                verbose_name="program",
            ),
        ),
        migrations.RenameField("statistic", "programme", "program"),
        migrations.AlterModelOptions(
            "statistic", {"ordering": ["program__order", "order", "label"]}
        ),
        migrations.AlterField(
            "program",
            "is_own",
            models.BooleanField(
                default=False,
                help_text="Untick for other programs: their results are kept apart.",
                verbose_name="this task force",
            ),
        ),
        migrations.RunPython(
            rename_permissions("programme", "program"),
            rename_permissions("program", "programme"),
        ),
    ]
