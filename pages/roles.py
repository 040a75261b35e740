"""The groups that the site brings along, and what each may do."""

from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS

# Each right is `app.action_model`, as Django names it.
ROLES = {
    "Regional contacts editor": [
        "wagtailadmin.access_admin",
        "regions.view_contactchannel",
        "regions.add_contactchannel",
        "regions.change_contactchannel",
        "regions.publish_contactchannel",
    ],
}


def make_roles(
    sender: AppConfig, apps: Any, using: str = DEFAULT_DB_ALIAS, **kwargs: Any
) -> None:
    """
    Make the groups, and give each exactly its rights; called after each migration.

    Whoever needs more gets a second group: these stay what they are called.
    """
    try:
        group_model = apps.get_model("auth", "Group")
        apps.get_model("regions", "ContactChannel")
    except LookupError:  # migrated only half-way
        return
    for name, rights in ROLES.items():
        group, _created = group_model.objects.using(using).get_or_create(name=name)
        group.permissions.set([permission(right, apps, using) for right in rights])


def permission(right: str, apps: Any, using: str) -> Any:
    """Find or make it: Django makes those of some rooms only after this ran."""
    app_label, codename = right.split(".")
    action, model = codename.split("_", 1)
    try:
        thing = str(apps.get_model(app_label, model)._meta.verbose_name)
    except LookupError:
        thing = model
    kind, _created = (
        apps.get_model("contenttypes", "ContentType")
        .objects.using(using)
        .get_or_create(app_label=app_label, model=model)
    )
    found, _created = (
        apps.get_model("auth", "Permission")
        .objects.using(using)
        .get_or_create(
            content_type=kind,
            codename=codename,
            defaults={"name": f"Can {action} {thing}"},
        )
    )
    return found
