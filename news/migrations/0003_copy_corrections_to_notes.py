"""Copy the corrections of articles into notes of changes, which every page can have."""

import datetime

from django.db import migrations
from django.utils import timezone


def copy(apps, schema_editor):
    correction = apps.get_model("news", "Correction")
    note = apps.get_model("sources", "ChangeNote")
    for each in correction.objects.filter(page__first_published_at__isnull=False):
        midnight = datetime.datetime.combine(each.date, datetime.time.min)
        note.objects.create(
            page_id=each.page_id,
            kind="correction",
            reason=each.text,
            published_at=timezone.make_aware(midnight),
        )


def remove(apps, schema_editor):
    correction = apps.get_model("news", "Correction")
    note = apps.get_model("sources", "ChangeNote")
    for each in correction.objects.all():
        note.objects.filter(
            page_id=each.page_id, kind="correction", reason=each.text
        ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0002_pictures_in_articles"),
        ("sources", "0003_add_notes_of_changes"),
    ]

    operations = [migrations.RunPython(copy, remove)]
