"""Retired sources: what cites one already may go on, and nothing else may begin to."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.rich_text import extract_references_from_rich_text

# While a form is checked: the keys of sources that its page has cited before.
CITED_BEFORE: ContextVar[frozenset[int] | None] = ContextVar("before", default=None)


def is_source(model: Any) -> bool:
    return bool(model._meta.label_lower == "sources.source")


def cited_by(instance: Any) -> Iterator[int]:
    """Return the keys of the sources in an object's fields, bodies and rows."""
    for field in instance._meta.concrete_fields:
        value = field.value_from_object(instance)
        if isinstance(field, StreamField):
            for model, key, *_path in field.extract_references(value):
                if is_source(model):
                    yield int(key)
        elif isinstance(field, models.ForeignKey) and is_source(field.related_model):
            yield from [value] if value else []
    for relation in get_all_child_relations(type(instance)):
        for row in getattr(instance, relation.get_accessor_name()).all():
            yield from cited_by(row)


@contextmanager
def checking(cited_before: frozenset[int]) -> Iterator[None]:
    token = CITED_BEFORE.set(cited_before)
    try:
        yield
    finally:
        CITED_BEFORE.reset(token)


def is_new_and_retired(key: int) -> bool:
    """Return whether a form's page begins to cite a source that is retired."""
    before = CITED_BEFORE.get()
    if before is None or key in before:
        return False
    source: Any = apps.get_model("sources.Source")
    return bool(source.objects.filter(pk=key, is_retired=True).exists())


def refusal(source: Any) -> ValidationError:
    return ValidationError(
        gettext("“%(name)s” is retired. Cite another source.") % {"name": source},
        code="retired",
    )


def check_prose(html: str) -> None:
    """Raise `ValidationError` if rich text begins to cite a retired source."""
    if CITED_BEFORE.get() is None:
        return
    for model, key, *_path in extract_references_from_rich_text(html):
        if is_source(model) and is_new_and_retired(int(key)):
            raise refusal(model.objects.get(pk=key))
