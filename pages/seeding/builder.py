"""Fills a model instance from a fixture entry, and checks it by the model's rules."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page

from pages.seeding.errors import first_problem
from pages.seeding.files import Entry
from pages.seeding.state import NOT_CONTENT
from pages.seeding.values import BlockReader, Resolve, field_value

# Where an entry's page goes is not a field of the page.
PLACE = {"type", "parent"}


class Builder:
    """Fills one instance from one entry; every problem names the entry and field."""

    # Not content: a page's owner, position and schedule.
    KEPT = frozenset({"slug", "locale", "page_ptr", "go_live_at", "expire_at"})

    def __init__(
        self, entry: Entry, instance: Any, resolve: Resolve, has_slug: bool
    ) -> None:
        self.entry = entry
        self.instance = instance
        self.resolve = resolve
        if has_slug:
            instance.slug = entry.key
        self.place = PLACE if isinstance(instance, Page) else set()
        self.children = {
            relation.get_accessor_name(): relation
            for relation in get_all_child_relations(type(instance))
        }

    def reset(self) -> None:
        """Empty what an earlier version of the entry set and this one leaves out."""
        for field in self.instance._meta.concrete_fields:
            is_content = field.editable and field.name not in NOT_CONTENT
            if is_content and not field.primary_key and field.name not in self.KEPT:
                setattr(self.instance, field.attname, field.get_default())

    def fill_fields(self) -> None:
        """Set everything that the database row itself holds, except streams."""
        given = self.entry.data.keys() - self.place - self.children.keys()
        for name in sorted(given):
            field = self.field(self.instance, name)
            if not isinstance(field, StreamField | ParentalManyToManyField):
                self.assign(self.instance, field, self.entry.data[name], name)

    def fill_content(self) -> None:
        """Set streams, lists of choices and child rows; then check the whole."""
        for name in self.children.keys() - NOT_CONTENT:
            self.set_children(name, self.entry.data.get(name, []))
        for field in self.instance._meta.get_fields():
            value = self.entry.data.get(field.name, [])
            if isinstance(field, ParentalManyToManyField):
                self.set_choices(field, value)
            elif isinstance(field, StreamField) and self.is_set(field):
                self.set_stream(self.instance, field, value, field.name)
        self.check(self.instance, "")
        if isinstance(self.instance, Page) and not self.instance.search_description:
            raise self.entry.error("search_description", "is missing")

    def is_set(self, field: StreamField) -> bool:
        """Return whether the entry decides it: what it leaves out has its default."""
        return field.name in self.entry.data or not field.has_default()

    def field(self, instance: models.Model, name: str, at: str = "") -> Any:
        fields: dict[str, Any] = {
            each.name: each for each in instance._meta.get_fields()
        }
        field = fields.get(name)
        if field is None or name == "id" or (field.auto_created and not field.concrete):
            raise self.entry.error(at or name, "there is no such field")
        return field

    def assign(self, instance: Any, field: Any, value: Any, at: str) -> None:
        def resolve(model: type[models.Model], key: Any, _name: str) -> models.Model:
            return self.resolve(model, key, at)

        try:
            setattr(instance, field.name, field_value(field, value, resolve))
        except ValidationError as error:
            raise self.entry.error(at, first_problem(error)[1]) from error

    def set_stream(
        self, instance: Any, field: StreamField, value: Any, at: str
    ) -> None:
        block = field.stream_block
        reader = BlockReader(self.resolve, self.entry.error)
        raw = reader.stream(block, value, at)
        stream = block.to_python(raw)
        try:
            block.clean(stream)
        except ValidationError as error:
            raise self.entry.error(at, deepest_problem(error)) from error
        setattr(instance, field.name, stream)

    def set_choices(self, field: Any, value: Any) -> None:
        keys = value if isinstance(value, list) else str(value).split("; ")
        setattr(
            self.instance,
            field.name,
            [self.resolve(field.related_model, key, field.name) for key in keys],
        )

    def set_children(self, name: str, rows: Any) -> None:
        if not isinstance(rows, list):
            raise self.entry.error(name, "must be a list")
        relation = self.children[name]
        existing = {
            getattr(child, "slug", None): child
            for child in getattr(self.instance, name).all()
        }
        # What a row leaves out is empty, whatever the version before said.
        fields = relation.related_model._meta.get_fields()
        streams: dict[str, Any] = {
            each.name: [] for each in fields if isinstance(each, StreamField)
        }
        children = []
        for number, row in enumerate(rows, start=1):
            at = f"{name}[{number}]"
            if not isinstance(row, dict):
                raise self.entry.error(at, "must be a mapping")
            # A row keeps its identity by its key, because others may point to it.
            child = existing.get(row["key"]) if "key" in row else None
            child = child or relation.related_model()
            child.sort_order = number - 1
            for field_name, value in (streams | row).items():
                target = "slug" if field_name == "key" else field_name
                place = f"{at}.{field_name}"
                self.set_in_row(child, self.field(child, target, place), value, place)
            self.check(child, at, exclude={relation.field.name})
            children.append(child)
        setattr(self.instance, name, children)

    def set_in_row(self, child: Any, field: Any, value: Any, at: str) -> None:
        if not isinstance(field, StreamField):
            self.assign(child, field, value, at)
            return
        # Its blocks are all of one kind, which needs no name.
        (kind,) = field.stream_block.child_blocks
        rows = value if isinstance(value, list) else [value]
        self.set_stream(child, field, [{kind: row} for row in rows], at)

    def check(self, instance: Any, at: str, exclude: set[str] | None = None) -> None:
        try:
            instance.full_clean(exclude=exclude)
        except ValidationError as error:
            field, problem = first_problem(error)
            where = ".".join(part for part in (at, field) if part)
            raise self.entry.error(where, problem) from error


def deepest_problem(error: Any) -> str:
    """Find the sentence inside the nested errors of a stream."""
    inside = getattr(error, "block_errors", None) or []
    nested = list(inside.values()) if isinstance(inside, dict) else list(inside)
    nested += getattr(error, "non_block_errors", None) or []
    for inner in nested:
        if inner:
            return deepest_problem(inner)
    return " ".join(getattr(error, "messages", [str(error)]))
