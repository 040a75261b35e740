"""The facts of a record in words, and what differs between two of them."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from modelcluster.fields import ParentalKey


@dataclass(frozen=True)
class Audited:
    """
    Which facts of a model the history tells of: fields, or records that belong to it.

    `replaces`: the field that names an earlier record which this one stands for now.
    `of_the_change`: facts that say nothing about the earlier record.
    """

    names: tuple[str, ...] = ()
    replaces: str = ""
    of_the_change: tuple[str, ...] = ()


def words(record: Any, name: str) -> str:
    """Put a field into words; empty if there is nothing in it."""
    field = record._meta.get_field(name)
    if field.one_to_many:
        return "; ".join(described(child) for child in getattr(record, name).all())
    if display := getattr(record, f"get_{name}_display", None):
        return str(display() or "")
    return in_words(getattr(record, field.name))


def in_words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime.date):
        return date_format(value, "F j, Y")
    return str(value)


def described(child: Any) -> str:
    """Return everything in a record that belongs to another one."""
    own = [
        field.name
        for field in child._meta.concrete_fields
        if not field.primary_key
        and field.name != "sort_order"
        and not isinstance(field, ParentalKey)
    ]
    return ", ".join(filter(None, (words(child, name) for name in own)))


def label(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    named = field.related_model._meta.verbose_name_plural if field.one_to_many else None
    return str(capfirst(named or field.verbose_name))


class Snapshot:
    """A record at one moment; put into words only where something differs later."""

    def __init__(self, record: Any, without: tuple[str, ...] = ()) -> None:
        self.record = record
        self.raw = {
            name: self.fixed(name)
            for name in record.audited.names
            if name not in without
        }

    def fixed(self, name: str) -> Any:
        # What belongs to a record is read from the database, so it would change.
        if self.record._meta.get_field(name).one_to_many:
            return words(self.record, name)
        return getattr(self.record, name)

    def words(self, name: str) -> str:
        if name not in self.raw:
            return ""
        if self.record._meta.get_field(name).one_to_many:
            return str(self.raw[name])
        return words(self.record, name)


def differences(before: Snapshot | None, after: Snapshot) -> Iterator[dict[str, str]]:
    for name in after.raw:
        if before and name in before.raw and before.raw[name] == after.raw[name]:
            continue
        old, new = before.words(name) if before else "", after.words(name)
        if old != new:
            field = label(type(after.record), name)
            yield {"field": field, "old": old, "new": new}
