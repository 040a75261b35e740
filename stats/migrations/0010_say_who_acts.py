from django.db import migrations, models


class Migration(migrations.Migration):
    """A program gets a name for sentences about what it did."""

    dependencies = [("stats", "0009_correction_in_fewer_words")]

    operations = [
        migrations.AddField(
            "program",
            "subject",
            models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text=(
                    "Who acts, as a sentence begins: The task forces; Joint Task Force "
                    "Alpha. Empty: sentences do not say who."
                ),
                max_length=80,
                verbose_name="in a sentence",
            ),
        )
    ]
