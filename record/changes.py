"""All listed changes: figures that were replaced, and notes on other pages."""

from typing import Any

from django.db.models import CharField, QuerySet, Value

from sources.models import ChangeNote
from stats.models import Observation

KINDS: dict[str, Any] = {
    "figure": lambda: Observation.objects.changes(),
    "note": lambda: ChangeNote.objects.listed(),
}


def keys(kind: str, moment: str) -> "QuerySet[Any, Any]":
    named = Value(kind, output_field=CharField())
    return KINDS[kind]().order_by().values_list(moment, "pk", named)


class Changes:
    """
    Both kinds as one list, newest first, loaded a slice at a time.

    They live in two tables, so the database sorts only their keys.
    """

    def __init__(self) -> None:
        both = keys("figure", "first_published_at").union(
            keys("note", "published_at"), all=True
        )
        self.keys = both.order_by("-first_published_at", "-pk")

    def __len__(self) -> int:
        return self.keys.count()

    def __getitem__(self, part: slice) -> list[Any]:
        chosen = list(self.keys[part])
        found = {
            kind: rows().in_bulk([pk for _moment, pk, its in chosen if its == kind])
            for kind, rows in KINDS.items()
        }
        return [found[kind][pk] for _moment, pk, kind in chosen]
