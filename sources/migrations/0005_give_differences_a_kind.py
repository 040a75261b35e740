from django.db import migrations, models

# The differences that were seeded, by their short names and topics. All others, and what
# an editor has added, stay contradictions.
COMPATIBLE = {
    "arrests": "People arrested by the task forces",
    "firearms": "Firearms recovered by the task forces",
    "federal-agencies": "Number of federal agencies",
    "backpage-forfeiture": "Amount forfeited in the Backpage cases",
}
MEASURE = {"drugs-seized": "Drugs seized by the task forces"}


def sort(apps, schema_editor):
    """
    Sort the differences by kind.

    Their stored versions stay as they were approved; a version without a kind opens with
    that of its record.
    """
    rows = apps.get_model("sources", "Disagreement").objects.using(
        schema_editor.connection.alias
    )
    for kind, seeded in (("compatible", COMPATIBLE), ("measure", MEASURE)):
        named = models.Q(slug__in=seeded) | models.Q(topic__in=seeded.values())
        rows.filter(named).update(kind=kind)


class Migration(migrations.Migration):
    """Only what cannot both be true is called a difference between sources."""

    dependencies = [("sources", "0004_link_copies_and_primary_documents")]

    operations = [
        migrations.AlterModelOptions(
            "disagreement",
            {
                "ordering": ["order", "topic"],
                "verbose_name": "difference",
                "verbose_name_plural": "differences",
            },
        ),
        migrations.AddField(
            "disagreement",
            "kind",
            models.CharField(
                choices=[
                    ("contradiction", "Sources differ"),
                    ("compatible", "Also reported"),
                    ("measure", "Counted another way"),
                ],
                db_default="contradiction",
                default="contradiction",
                help_text=(
                    "“Sources differ”: they cannot all be right, such as July and the "
                    "end of August for one start. “Also reported”: all can be right, "
                    "such as 1,067 firearms and over 1,000. “Counted another way”: the "
                    "same thing in other measures, such as pounds and pills."
                ),
                max_length=13,
                verbose_name="kind of difference",
            ),
        ),
        migrations.AlterField(
            "disagreement",
            "explanation",
            models.TextField(
                blank=True,
                help_text=(
                    "State what differs, in one or two sentences. Take no side."
                ),
            ),
        ),
        migrations.AlterField(
            "position",
            "says",
            models.TextField(
                help_text=(
                    "One neutral sentence. If sources differ, it names who says it; "
                    "otherwise it states the figure."
                ),
                verbose_name="says",
            ),
        ),
        migrations.AlterField(
            "position",
            "slug",
            models.SlugField(
                blank=True,
                help_text="Optional. A short name, unique inside this difference.",
            ),
        ),
        migrations.AlterField(
            "changenote",
            "kind",
            models.CharField(
                choices=[
                    ("new", "New information"),
                    ("correction", "Correction: it was wrong here"),
                    ("wording", "Wording only: it says the same"),
                ],
                max_length=10,
                verbose_name="kind of change",
            ),
        ),
        migrations.RunPython(sort, migrations.RunPython.noop),
    ]
