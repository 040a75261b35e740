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

from core.models import PublicPageQuerySet
from publishing.models import Retirable, RetirableQuerySet

AS_TEXT = Cast("pk", models.CharField())
# The source of a page itself, or of a row of it, and not of a text.
OWN_SOURCE = r"^([a-z_]+\.item\.)?source$"


class SourceQuerySet(RetirableQuerySet):
    def cited(self, at: datetime.datetime | None = None) -> "SourceQuerySet":
        """
        Return those that something public cites, and the documents behind them.

        `at`: leave out what was published after this moment.
        """
        visible = VisibleContent(at)
        cites = [
            Q(pk__in=rows.exclude(source=None).values("source"))
            for rows in visible.rows_with(self.model)
        ]
        in_words = Q(key__in=visible.in_words(self.model))
        cited = reduce(or_, cites, in_words)
        reports = self.model._base_manager.alias(key=AS_TEXT).filter(cited)
        behind = Q(pk__in=reports.exclude(primary=None).values("primary"))
        return self.alias(key=AS_TEXT).filter(cited | behind)


class VisibleContent:
    """What readers can see: now, or the part of it that was public at a moment."""

    def __init__(self, at: datetime.datetime | None) -> None:
        self.at = at
        pages = PublicPageQuerySet(Page).live().public()
        self.pages = pages.filter(first_published_at__lte=at) if at else pages

    def rows_with(self, source: type[models.Model]) -> Iterator[QuerySet[Any]]:
        """Yield, for each model that names a source, its rows that readers see."""
        for relation in source._meta.get_fields(include_hidden=True):
            model: Any = relation.related_model
            if relation.one_to_many and relation.auto_created and model is not source:
                yield model._base_manager.filter(self.rule_for(model))

    def rule_for(self, model: Any) -> Q:
        """Return the condition for a model's rows and their owners."""
        owners = getattr(model, "shown_with", None) or [
            field.name
            for field in model._meta.get_fields()
            if isinstance(field, ParentalKey)
        ]
        found = [
            self.is_public(model._meta.get_field(name).related_model, f"{name}__")
            for name in owners
        ]
        return self.is_public(model) & reduce(or_, found, Q())

    def is_public(self, model: type[models.Model], path: str = "") -> Q:
        """Return the condition for a model's rows at the end of a lookup path."""
        if issubclass(model, Page):
            return Q(**{f"{path}pk__in": self.pages.values("pk")})
        if issubclass(model, Retirable):
            return Q(**{f"{path}is_retired": False})
        if not hasattr(model, "live"):
            return Q()
        live = Q(**{f"{path}live": True})
        if self.at is None:
            return live
        return live & Q(**{f"{path}first_published_at__lte": self.at})

    def in_words(self, source: type[models.Model]) -> QuerySet[Any, Any]:
        """Return the keys, as text, of what the bodies of public pages reference."""
        return self.references(
            to_content_type=ContentType.objects.get_for_model(source)
        ).values("to_object_id")

    def words_about(self, source: models.Model) -> QuerySet[ReferenceIndex]:
        """Return where the texts of public pages reference one source."""
        return self.references(
            to_content_type=ContentType.objects.get_for_model(source),
            to_object_id=str(source.pk),
        ).exclude(model_path__regex=OWN_SOURCE)

    def references(self, **target: Any) -> QuerySet[ReferenceIndex]:
        return ReferenceIndex.objects.filter(
            **target,
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id__in=self.pages.annotate(key=AS_TEXT).values("key"),
        )
