"""
Two indexes without which PostgreSQL reads every page for each search.

Wagtail's search compares the words of title and body together, and joins what it finds
to the pages by the number of each as text. It has an index for neither.
"""

from django.db import migrations

INDEXES = {
    "hstf_searched_words": "wagtailsearch_indexentry USING gin ((title || body))",
    "hstf_searched_pages": "wagtailcore_page (((id)::varchar(50)))",
}


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name, what in INDEXES.items():
            schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {what}")


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0003_broken_links'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        ('wagtailsearch', '0010_add_text_fields'),
    ]

    operations = [migrations.RunPython(add, remove)]
