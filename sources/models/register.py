"""Which sources the public register lists: those that published content cites."""

import datetime
from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast
from modelcluster.fields import ParentalKey
from wagtail.models import Page, ReferenceIndex

from core.models import Retirable, RetirableQuerySet


class SourceQuerySet(RetirableQuerySet):
    def cited(self, at: datetime.datetime | None = None) -> "SourceQuerySet":
        """
        Return those that something cites which readers can see.

        `at`: leave out what was published after this moment.
        """
        cites = [
            Q(pk__in=rows.filter(source__isnull=False).values("source"))
            for rows in shown_rows(self.model, at)
        ]
        return self.alias(key=Cast("pk", models.CharField())).filter(
            reduce(or_, cites, Q(key__in=named_in_words(self.model, at)))
        )


def shown_rows(
    source: type[models.Model], at: datetime.datetime | None
) -> Iterator[QuerySet[Any]]:
    """Yield, for each model that names a source, its rows that readers can see."""
    for relation in source._meta.get_fields(include_hidden=True):
        if relation.one_to_many and relation.auto_created:
            citing: Any = relation.related_model
            yield citing._base_manager.filter(is_shown(citing, at))


def is_shown(model: type[models.Model], at: datetime.datetime | None) -> Q:
    """Return the condition for rows that readers see, with what they belong to."""
    owners = getattr(model, "shown_with", None) or [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, ParentalKey)
    ]
    own = is_public(model, "", at)
    if not owners:
        return own
    return own & reduce(
        or_,
        (
            is_public(model._meta.get_field(name).related_model, f"{name}__", at)  # type: ignore[arg-type]
            for name in owners
        ),
    )


def is_public(
    model: type[models.Model], prefix: str, at: datetime.datetime | None
) -> Q:
    if issubclass(model, Page):
        return Q(**{f"{prefix}pk__in": public_pages(at).values("pk")})
    if issubclass(model, Retirable):
        return Q(**{f"{prefix}is_retired": False})
    if not hasattr(model, "live"):
        return Q()
    live = Q(**{f"{prefix}live": True})
    return live & Q(**{f"{prefix}first_published_at__lte": at}) if at else live


def public_pages(at: datetime.datetime | None) -> QuerySet[Page]:
    found: QuerySet[Page] = Page.objects.live().public()
    return found.filter(first_published_at__lte=at) if at else found


def named_in_words(
    source: type[models.Model], at: datetime.datetime | None
) -> QuerySet[Any, Any]:
    """Return the keys, as text, of what stands in the bodies of public pages."""
    pages = public_pages(at).annotate(key=Cast("pk", models.CharField()))
    return ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(source),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=pages.values("key"),
    ).values("to_object_id")
