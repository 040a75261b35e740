"""Take import batches over from the app `regions`, with their table and every row."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from compat.moved_models import move_content_type


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('regions', '0006_hand_import_batches_over'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='ImportBatch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('task-forces', 'Task forces'), ('partner-offices', 'Partner offices'), ('contacts', 'Contacts')], max_length=20, verbose_name='list')),
                        ('file_name', models.CharField(max_length=255, verbose_name='file')),
                        ('content', models.TextField(verbose_name="the file's text")),
                        ('digest', models.CharField(help_text='A name for exactly those changes.', max_length=64, verbose_name='what the author saw')),
                        ('approved_digest', models.CharField(blank=True, help_text='Another one if the directory changed in between.', max_length=64, verbose_name='what was approved')),
                        ('added', models.PositiveIntegerField(verbose_name='added')),
                        ('changed', models.PositiveIntegerField(verbose_name='changed')),
                        ('removed', models.PositiveIntegerField(verbose_name='taken off the site')),
                        ('sent_by_name', models.CharField(max_length=150, verbose_name='sent by')),
                        ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='sent on')),
                        ('state', models.CharField(choices=[('waiting', 'Waiting for approval'), ('approved', 'Approved and published'), ('sent_back', 'Sent back'), ('withdrawn', 'Withdrawn')], default='waiting', max_length=10)),
                        ('decided_by_name', models.CharField(blank=True, max_length=150, verbose_name='decided by')),
                        ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided on')),
                        ('reason', models.TextField(blank=True, verbose_name='reason')),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account of whoever decided')),
                        ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account of the author')),
                    ],
                    options={
                        'verbose_name': 'import',
                        'verbose_name_plural': 'imports',
                        'db_table': 'regions_importbatch',
                        'ordering': ['-sent_at', '-pk'],
                        'default_permissions': (),
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='import_batch_waits_or_is_decided'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent_back'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='import_batch_is_sent_back_with_a_reason')],
                    },
                ),
            ],
        ),
        move_content_type("importbatch", from_app="regions", to_app="imports"),
    ]
