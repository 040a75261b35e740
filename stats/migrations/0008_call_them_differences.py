import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """No column changes, only how forms and pages call it."""

    dependencies = [
        ("sources", "0005_give_differences_a_kind"),
        ("stats", "0007_carry_programs_over"),
    ]

    operations = [
        migrations.AlterField(
            "observation",
            "position",
            models.ForeignKey(
                blank=True,
                help_text="If this value is one side of a declared difference.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="observations",
                to="sources.position",
                verbose_name="side of a difference",
            ),
        ),
        migrations.AlterField(
            "observation",
            "change_kind",
            models.CharField(
                blank=True,
                choices=[
                    ("update", "New period: the source published a newer figure"),
                    ("revision", "Revision: the source changed its own figure"),
                    ("correction", "Correction: it was wrong here"),
                    ("wording", "Wording only: the figure is the same"),
                    ("withdrawal", "Withdrawal: the source took it back"),
                ],
                max_length=12,
                verbose_name="kind of change",
            ),
        ),
    ]
