"""The contacts and lines that are due for a check, together, oldest first."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.facts import words
from verification.confirmation import CONFIRMABLE, SeenContact, obstacle


def due_keys(models: list[Any]) -> QuerySet[Any, dict[str, Any]]:
    """Return the kind and the primary key of each that is due."""
    return combined_keys(model.objects.published().due() for model in models)


def combined_keys(found: Iterable[Any]) -> QuerySet[Any, dict[str, Any]]:
    """Return kind and primary key of all, in the order of `VerifiableQuerySet.due`."""
    first, *others = (
        each.order_by()
        .values("pk")
        .annotate(
            kind=Value(each.model._meta.model_name, CharField()),
            # Unions sort only by plain columns, so a date stands in for “nulls last”.
            first=Coalesce(F("review_due"), Value(datetime.date.max)),
            second=Coalesce(F("verified_on"), Value(datetime.date.min)),
            third=Coalesce(F("as_of"), Value(datetime.date.min)),
        )
        for each in found
    )
    keys = first.union(*others, all=True) if others else first
    return keys.order_by("first", "second", "third", "kind", "pk")


@dataclass(frozen=True)
class ContactRow:
    """A contact as the admin describes it."""

    contact: Any

    @property
    def item(self) -> SeenContact:
        return SeenContact.of(self.contact)

    @property
    def whose(self) -> str:
        return str(getattr(self.contact, "owner", self.contact))

    @property
    def values(self) -> list[str]:
        """Return each way to reach it, as published."""
        published = (getattr(self.contact, name) for name in self.contact.ways)
        return [way for way in published if way]

    @property
    def details(self) -> list[tuple[str, str]]:
        """Return what else a check vouches for: label and text of each."""
        contact = self.contact
        apart = {"region_id", "office_id", "kind", *contact.ways}
        return [
            (
                capfirst(contact._meta.get_field(name).verbose_name),
                words(contact, name) or _("Empty"),
            )
            for name in contact.verified_facts
            if name not in apart
        ]

    @cached_property
    def obstacle(self) -> str:
        return obstacle(self.contact)

    @property
    def edit_url(self) -> str:
        name = self.contact.snippet_viewset.get_url_name("edit")
        return reverse(name, args=[self.contact.pk])


def contact_rows(keys: Iterable[dict[str, Any]]) -> list[ContactRow]:
    """Fetch by kind, so that a page takes one query per kind."""
    wanted = [(key["kind"], key["pk"]) for key in keys]
    found: dict[tuple[str, int], ContactRow] = {}
    for kind, model in CONFIRMABLE.items():
        numbers = [pk for each, pk in wanted if each == kind]
        contacts = model.objects.select_related("source", *model.shown_with)
        for contact in contacts.filter(pk__in=numbers):
            found[kind, contact.pk] = ContactRow(contact)
    # Leave out contacts deleted in the meantime.
    return [found[key] for key in wanted if key in found]
