"""Determines whether anybody has changed an object since the seed wrote it."""

from typing import Any

from django.db import models
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.models import DraftStateMixin, Page

from pages.doors import usual_doors
from publishing.models.seal import digest
from publishing.revision_content import BOOKKEEPING, from_json
from sources.models import Disagreement
from sources.models.disagreement import DifferenceKind

# What no fixture sets and no editor writes. Being live is content here: unpublishing a
# record is an editor's work.
NOT_CONTENT = (BOOKKEEPING - {"live"}) | {
    "content_type",
    "owner",
    "translation_key",
}

# Fields newer than a site's hashes. Omitted while empty, so that old hashes
# still match.
YOUNGER = {
    "change_notes",
    "confirmed_wording",
    "also_url",
    "copy_url",
    "drawing",
    "left_on",
    "primary",
    "situation",
    "subject",
}
# The same of `Disagreement.kind`: what a migration wrote into it, by short name.
KINDS = {
    "arrests": DifferenceKind.COMPATIBLE,
    "firearms": DifferenceKind.COMPATIBLE,
    "federal-agencies": DifferenceKind.COMPATIBLE,
    "backpage-forfeiture": DifferenceKind.COMPATIBLE,
    "drugs-seized": DifferenceKind.MEASURE,
}
# The same for the rows of a page or a record.
YOUNGER_IN_ROWS = {"milestones": {"citations"}, "coverages": {"counties_are_all"}}
EMPTY = ("", "[]", "null", None, False)


def state_of(instance: models.Model) -> str:
    """
    Hash what an editor could have changed: content, drafts, place, whether it is live.

    `instance` must be fresh from the database.
    """
    newest: Any = instance
    if isinstance(instance, DraftStateMixin) and instance.latest_revision_id:
        newest = instance.get_latest_revision_as_object()
    if isinstance(newest, ClusterableModel):
        data = newest.serializable_data()
    else:
        data = get_serializable_data_for_fields(newest)
    content = {
        key: value
        for key, value in data.items()
        if key not in NOT_CONTENT and (value or key not in YOUNGER)
    }
    if isinstance(instance, Disagreement) and content["kind"] == kind_at_first(content):
        del content["kind"]
    if has_usual_doors(content):
        del content["doors"]
    omit_younger_in_rows(content)
    content["live"] = getattr(instance, "live", None)
    if isinstance(instance, Page):
        parent = instance.get_parent()
        content["parent"] = parent.pk if parent else None
    return digest(content)


def kind_at_first(content: dict[str, Any]) -> str:
    return KINDS.get(content["slug"], DifferenceKind.CONTRADICTION)


def has_usual_doors(content: dict[str, Any]) -> bool:
    """Return whether the home page has the doors that nobody has chosen."""
    stored = from_json(content.get("doors")) or []
    doors = [
        {name: each for name, each in one["value"].items() if each} for one in stored
    ]
    return doors == [one["value"] for one in usual_doors()]


def omit_younger_in_rows(content: dict[str, Any]) -> None:
    for rows, names in YOUNGER_IN_ROWS.items():
        for row in content.get(rows, []):
            for name in names:
                if row.get(name) in EMPTY:
                    row.pop(name, None)
