"""
Content types of models that moved to another app.

Works around: Django renames a content type with its model, but not when a model moves
to another app. It would make a new one, and revisions, permissions, workflows and log
entries would stay with the old one.
Upstream: https://code.djangoproject.com/ticket/24686
Seen in: Django 5.2.19
Delete when: never; merged migrations use it.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import migrations


def move_content_type(
    model: str, *, from_app: str, to_app: str
) -> migrations.RunPython:
    """
    Return the operation that renames the content type of a moved model in place.

    `model`: its name in lower case. Needs a dependency on the newest migration of
    `contenttypes`.
    """

    def renamed(old: str, new: str) -> Any:
        def rename(apps: Any, schema_editor: Any) -> None:
            kinds = apps.get_model("contenttypes", "ContentType").objects.using(
                schema_editor.connection.alias
            )
            kinds.filter(app_label=old, model=model).update(app_label=new)
            ContentType.objects.clear_cache()

        return rename

    return migrations.RunPython(renamed(from_app, to_app), renamed(to_app, from_app))
