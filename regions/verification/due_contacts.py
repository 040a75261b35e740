"""The contacts and lines that are due for a check, together, the oldest first."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import F, IntegerField, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.facts import words
from regions.models import ContactChannel, NationalLine
from regions.verification.confirmation import Item, obstacle

NEEDED: dict[Any, tuple[str, ...]] = {
    ContactChannel: ("region", "office", "source"),
    NationalLine: ("source",),
}


def due_keys(models: list[Any]) -> QuerySet[Any, dict[str, Any]]:
    """Give number and kind of each that is due."""
    return keys_together([model.objects.published().due() for model in models])


def keys_together(found: list[Any]) -> QuerySet[Any, dict[str, Any]]:
    """Give number and kind of each together, in the order of `CheckedQuerySet.due`."""
    parts = [
        each.order_by()
        .values("pk")
        .annotate(
            which=Value(which, IntegerField()),
            # A union sorts by plain columns only, so “nulls last” becomes a date.
            first=Coalesce(F("review_due"), Value(datetime.date.max)),
            second=Coalesce(F("verified_on"), Value(datetime.date.min)),
            third=Coalesce(F("as_of"), Value(datetime.date.min)),
        )
        for which, each in enumerate(found)
    ]
    keys = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return keys.order_by("first", "second", "third", "which", "pk")


@dataclass(frozen=True)
class Row:
    """A contact in the words of the admin."""

    contact: Any

    @property
    def item(self) -> Item:
        return Item.of(self.contact)

    @property
    def id(self) -> str:
        return self.item.short.replace(":", "-")

    @property
    def whose(self) -> str:
        if isinstance(self.contact, NationalLine):
            return self.contact.name
        return str(self.contact.owner)

    @property
    def kind(self) -> str:
        if isinstance(self.contact, NationalLine):
            return _("National line")
        return str(self.contact.label)

    @property
    def values(self) -> list[str]:
        """Give each way to reach it, as published."""
        contact = self.contact
        if isinstance(contact, NationalLine):
            return [
                way for way in (contact.phone, contact.text, contact.website_url) if way
            ]
        return [contact.value]

    @property
    def details(self) -> list[tuple[str, str]]:
        """Give what else a check vouches for: a label and the words of each."""
        apart = {"region_id", "office_id", "kind", "value"}
        apart |= {"phone", "text", "website_url"}
        return [
            (
                capfirst(self.contact._meta.get_field(name).verbose_name),
                self.words(name),
            )
            for name in self.contact.checked_facts
            if name not in apart
        ]

    def words(self, name: str) -> str:
        return words(self.contact, name) or _("Not stated")

    @cached_property
    def obstacle(self) -> str:
        return obstacle(self.contact)

    def url(self, view: str) -> str:
        name = self.contact.snippet_viewset.get_url_name(view)
        return reverse(name, args=[self.contact.pk])

    @property
    def edit_url(self) -> str:
        return self.url("edit")


def rows(keys: list[tuple[Any, int]]) -> list[Row]:
    """Fetch by kind, so that a page takes as many queries as there are kinds."""
    found: dict[tuple[Any, int], Any] = {}
    for model, needed in NEEDED.items():
        if numbers := [pk for kind, pk in keys if kind is model]:
            for contact in model.objects.select_related(*needed).filter(pk__in=numbers):
                found[model, contact.pk] = contact
    # One that was deleted in between is left out.
    return [Row(found[key]) for key in keys if key in found]
