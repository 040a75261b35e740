import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """No column changes, only how the form calls it."""

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
    ]
