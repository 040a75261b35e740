"""Let pages that are not live, and aliases, name no live version."""

from django.db import migrations
from django.db.models import F, Q


def forget(apps, schema_editor):
    using = schema_editor.connection.alias
    pages = apps.get_model("wagtailcore", "Page").objects.using(using)
    wrong = pages.filter(live_revision__isnull=False).filter(
        Q(live=False) | Q(alias_of__isnull=False)
    )
    # Copied with the choice to publish, but kept as drafts: they were never public.
    # Copying gave them the moment of their own version as that of their publication.
    copied = wrong.filter(live=False, first_published_at=F("live_revision__created_at"))
    copied.update(first_published_at=None, last_published_at=None)
    wrong.update(live_revision=None)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_seal_what_was_approved")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
