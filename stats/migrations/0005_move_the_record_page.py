from django.db import migrations


class Migration(migrations.Migration):
    """`RecordPage` belongs to `record` from here on, which keeps its table."""

    dependencies = [("stats", "0004_add_confirmed_wording")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel("RecordPage")]
        ),
    ]
