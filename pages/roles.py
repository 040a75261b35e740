"""The groups that the site brings along, and what each may do."""

from dataclasses import dataclass, field
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS

# Records that have drafts, so that writing and publishing are two rights.
DRAFTED = [
    "regions.contactchannel",
    "regions.nationalline",
    "regions.office",
    "regions.region",
    "sources.disagreement",
    "stats.observation",
]
# Records that others refer to. They have no drafts: a change is public at once.
REFERRED_TO = [
    "faq.questiongroup",
    "news.newstopic",
    "regions.jurisdiction",
    "sources.source",
    "stats.program",
    "stats.statistic",
]


def rights(actions: str, models: list[str]) -> list[str]:
    """Give each right as Django names it: ("add", ["faq.x"]) to ["faq.add_x"]."""
    return [
        f"{app}.{action}_{model}"
        for app, model in (name.split(".") for name in models)
        for action in actions.split()
    ]


@dataclass(frozen=True)
class Role:
    """Rights on records, on the whole tree of pages, and on all images."""

    records: list[str]
    pages: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)


ENTER = ["wagtailadmin.access_admin"]
WRITE = [
    *ENTER,
    *rights("view add change", DRAFTED),
    *rights("view", REFERRED_TO),
    "sources.add_source",
]
PUBLISH = [*WRITE, *rights("publish", DRAFTED)]
# Accounts are kept by administrators: in Wagtail, whoever may change accounts may also
# make an administrator.
MANAGE = [
    *PUBLISH,
    *rights("add change", REFERRED_TO),
    *rights("add change delete view", ["wagtailredirects.redirect"]),
]
ROLES = {
    "Editor": Role(WRITE, ["add", "change"], ["add", "choose"]),
    "Reviewer": Role(PUBLISH, ["add", "change", "publish"], ["add", "choose"]),
    "Site manager": Role(
        list(dict.fromkeys(MANAGE)),
        ["add", "change", "publish", "lock", "unlock"],
        ["add", "change", "choose"],
    ),
    "Regional contacts editor": Role(
        [*ENTER, *rights("view add change publish", ["regions.contactchannel"])]
    ),
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
        page_rule = apps.get_model("wagtailcore", "GroupPagePermission")
        image_rule = apps.get_model("wagtailcore", "GroupCollectionPermission")
    except LookupError:  # migrated only half-way
        return
    top = apps.get_model("wagtailcore", "Page").objects.using(using).get(depth=1)
    all_images = (
        apps.get_model("wagtailcore", "Collection").objects.using(using).get(depth=1)
    )
    for name, role in ROLES.items():
        group, _created = group_model.objects.using(using).get_or_create(name=name)
        group.permissions.set([permission(each, apps, using) for each in role.records])
        on_pages = [f"wagtailcore.{action}_page" for action in role.pages]
        keep_rules(page_rule, group, {"page": top}, on_pages, apps, using)
        on_images = [f"wagtailimages.{action}_image" for action in role.images]
        keep_rules(
            image_rule, group, {"collection": all_images}, on_images, apps, using
        )


def keep_rules(
    model: Any, group: Any, place: dict[str, Any], names: list[str], *where: Any
) -> None:
    """Give a group just these rights at a place of a tree, and none elsewhere."""
    _apps, using = where
    found = [permission(name, *where) for name in names]
    rules = model.objects.using(using)
    rules.filter(group=group).exclude(permission__in=found, **place).delete()
    for each in found:
        rules.get_or_create(group=group, permission=each, **place)


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
