"""`RestsOnSource`: how the page of a source lists a record that rests on it."""

from typing import Any, NamedTuple

from django.db.models import QuerySet


class SourceUse(NamedTuple):
    """One place of the site that rests on a source."""

    title: str
    url: str = ""  # where readers see it; empty if it has no address
    says: str = ""  # what stands there
    quotes: tuple[str, ...] = ()  # the words of the source that it rests on


class RestsOnSource:
    """
    A record that names a source.

    `listed_with`: what to load together with it, to list it.
    """

    listed_with: tuple[str, ...] = ()

    @classmethod
    def to_list(cls, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return rows of this model with all that listing them takes."""
        ordering = rows.model._meta.ordering or ()
        return rows.select_related(*cls.listed_with).order_by(*ordering, "pk")

    def listed(self) -> SourceUse:
        """Return how the page of its source lists it."""
        return SourceUse(str(self), quotes=self.quoted)

    @property
    def quoted(self) -> tuple[str, ...]:
        quote = getattr(self, "quote", "")
        return (quote,) if quote else ()
