from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sources", "0007_call_an_explainer_a_commentary")]

    operations = [
        migrations.AlterField(
            "position",
            "says",
            models.TextField(
                help_text=(
                    "One neutral sentence that says what is so. If sources differ, "
                    "readers see the name of the source above it."
                ),
                verbose_name="says",
            ),
        )
    ]
