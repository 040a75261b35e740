"""The facts of a record as text, and the differences between two versions."""

import datetime
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
    Which facts of a model the history shows: fields, or records that belong to it.

    `replaces`: the field that names an earlier record which this one stands for now.
    `of_the_change`: facts that say nothing about the earlier record.
    """

    names: tuple[str, ...] = ()
    replaces: str = ""
    of_the_change: tuple[str, ...] = ()


def words(record: Any, name: str) -> str:
    """Return a field in words; empty if there is nothing in it."""
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
    """Return all fields of a record that belongs to another one."""
    own = [
        field.name
        for field in child._meta.concrete_fields
        if not field.primary_key
        and field.name != "sort_order"
        and not isinstance(field, ParentalKey)
    ]
    return ", ".join(filter(None, (within(child, name) for name in own)))


def within(child: Any, name: str) -> str:
    """Return one of many facts: of what is true its name, of what is not nothing."""
    if isinstance(value := getattr(child, name), bool):
        return label(type(child), name) if value else ""
    return words(child, name)


def label(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    named = field.related_model._meta.verbose_name_plural if field.one_to_many else None
    return str(capfirst(named or field.verbose_name))


def facts_of(record: Any, without: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the audited facts of a record in words, by the names of their fields."""
    names = [name for name in record.audited.names if name not in without]
    return {name: words(record, name) for name in names}


def differences(
    model: type[models.Model], before: dict[str, str], after: dict[str, str]
) -> list[dict[str, str]]:
    return [
        {"field": label(model, name), "old": before.get(name, ""), "new": new}
        for name, new in after.items()
        if before.get(name, "") != new
    ]
