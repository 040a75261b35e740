"""Hand the table of seals over: `publishing` 0001 takes it as it is."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0003_drafts_have_no_live_past")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel("Seal")]
        )
    ]
