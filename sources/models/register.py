"""Which sources the public register lists: those that published content cites."""

import datetime
from collections.abc import Iterator
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast
from modelcluster.fields import ParentalKey
from wagtail.models import Page, ReferenceIndex

from core.models import PublicPageQuerySet
from core.models.public import restrictions
from page_cache.request_cache import once
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
        keys = once(("cited", at), lambda: self.cited_keys(at))
        behind = self.model._base_manager.filter(pk__in=keys).values("primary")
        return self.filter(Q(pk__in=keys) | Q(pk__in=behind))

    def cited_keys(self, at: datetime.datetime | None) -> set[int]:
        visible = VisibleContent(at)
        cites = [
            rows.order_by().values_list("source", flat=True)
            for rows in visible.rows_with(self.model)
        ]
        return {key for key in visible.in_words(self.model).union(*cites) if key}


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
            hidden = [
                ~Q(**{f"{path}path__startswith": restriction.page.path})
                for restriction in restrictions()
            ]
            return reduce(and_, hidden, self.was_live(path))
        if issubclass(model, Retirable):
            return Q(**{f"{path}is_retired": False})
        if not hasattr(model, "live"):
            return Q()
        return self.was_live(path)

    def was_live(self, path: str) -> Q:
        live = Q(**{f"{path}live": True})
        if self.at is None:
            return live
        return live & Q(**{f"{path}first_published_at__lte": self.at})

    def in_words(self, source: type[models.Model]) -> QuerySet[Any, Any]:
        """Return the keys of what the bodies of public pages reference."""
        return self.references(
            to_content_type=ContentType.objects.get_for_model(source)
        ).values_list(Cast("to_object_id", models.BigIntegerField()), flat=True)

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
