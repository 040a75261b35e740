"""Leave import batches to the app `imports`, with their table and every row."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("regions", "0005_add_import_batches")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel("ImportBatch")]
        )
    ]
