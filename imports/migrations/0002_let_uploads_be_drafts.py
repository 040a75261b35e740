"""Let an upload be a draft at first, and let one person apply it."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0001_take_over_import_batches'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='importbatch',
            name='import_batch_waits_or_is_decided',
        ),
        migrations.AlterField(
            model_name='importbatch',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('waiting', 'Waiting for approval'), ('applied', 'Imported and published'), ('approved', 'Approved and published'), ('sent_back', 'Sent back'), ('withdrawn', 'Withdrawn')], default='draft', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='importbatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state__in', ['draft', 'waiting'])), models.Q(models.Q(('state__in', ['draft', 'waiting']), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='import_batch_waits_or_is_decided'),
        ),
    ]
