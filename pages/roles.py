"""
The groups that the site provides, and what each may do.

Migrations create them. Change a role here and in a new migration.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections
from django.db.migrations.loader import MigrationLoader

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
# What editors teach the search.
STEERING = ["search.distresswords", "search.searchbestanswer", "search.searchmeaning"]
# The one record that each page shows.
SITE_DETAILS = ["site_details.sitedetails"]


def rights(actions: str, models: list[str]) -> list[str]:
    """Return each right as Django names it: ("add", ["faq.x"]) to ["faq.add_x"]."""
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

    def rights(self) -> set[str]:
        return {
            *self.records,
            *(f"wagtailcore.{action}_page" for action in self.pages),
            *(f"wagtailimages.{action}_image" for action in self.images),
        }


ENTER = ["wagtailadmin.access_admin"]
WRITE = [
    *ENTER,
    *rights("view add change", DRAFTED),
    *rights("view", REFERRED_TO),
    "sources.add_source",
]
# Whoever reviews a change of the search can look at what else is there.
PUBLISH = [*WRITE, *rights("publish", DRAFTED), *rights("view", STEERING)]
# Administrators manage accounts: in Wagtail, whoever may change accounts may also
# create an administrator.
MANAGE = [
    *PUBLISH,
    *rights("add change", REFERRED_TO),
    *rights("view add change publish", [*SITE_DETAILS, *STEERING]),
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


@register(Tags.database)
def check_roles(
    app_configs: Any = None, databases: Iterable[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Warn of each group that differs from the role it is named after."""
    return [
        Warning(
            f"The group “{group}” differs from its role in: {', '.join(different)}.",
            hint="Undo that under Settings → Groups. Whoever needs more, or less, gets "
            "another group.",
            id="pages.W001",
        )
        for using in databases or ()
        for group, different in differing(using)
    ]


def differing(using: str) -> Iterator[tuple[str, list[str]]]:
    """Return the groups that differ from their roles, with the rights in question."""
    loader = MigrationLoader(connections[using])
    if set(loader.graph.leaf_nodes()) - set(loader.applied_migrations):
        return  # the migrations that wait may be about just that
    groups = Group.objects.using(using).filter(name__in=ROLES)
    found = {group.name: rights_of(group) for group in groups}
    for name, role in ROLES.items():
        if different := role.rights() ^ found.get(name, set()):
            yield name, sorted(different)


def rights_of(group: Any) -> set[str]:
    """Return the rights of a group, wherever in a tree it has them."""
    given = [
        *group.permissions.select_related("content_type"),
        *(
            rule.permission
            for rules in (group.page_permissions, group.collection_permissions)
            for rule in rules.select_related("permission__content_type")
        ),
    ]
    return {f"{each.content_type.app_label}.{each.codename}" for each in given}
