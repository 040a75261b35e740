"""Chooser dialogs for records, with a search and columns that tell records apart."""

from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import BaseChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
)


class WordSearchForm(SearchFilterMixin, BaseFilterForm):
    """
    Finds records by parts of words, in any field that is named.

    Queries the database: not every record is in the search index, which has
    nothing about related records.
    """

    looked_in: tuple[str, ...] = ()

    def filter(self, objects: models.QuerySet[Any]) -> models.QuerySet[Any]:
        self.search_query = self.cleaned_data.get("q")
        self.is_searching = bool(self.search_query)
        for word in (self.search_query or "").split():
            anywhere = [
                models.Q((f"{name}__icontains", word)) for name in self.looked_in
            ]
            objects = objects.filter(reduce(or_, anywhere))
        return objects


class MoreColumns(BaseChooseView):
    more_columns: list[Column] = []

    @property
    def columns(self) -> list[Column]:
        return [*super().columns, *self.more_columns]


class ChooseRecord(MoreColumns, ChooseView):
    pass


class ChooseRecordResults(MoreColumns, ChooseResultsView):
    pass


class Looking(ChooserViewSet):
    """
    For chooser viewsets.

    `looked_in`: further fields to search, beside the record's own texts.
    """

    looked_in: tuple[str, ...] = ()
    more_columns: list[Column] = []

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        texts = [
            field.name
            for field in self.model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField)
        ]
        fields = (*texts, *self.looked_in)
        search = type("SearchForm", (WordSearchForm,), {"looked_in": fields})
        found: dict[str, Any] = super().get_common_view_kwargs(
            filter_form_class=search, more_columns=self.more_columns, **kwargs
        )
        return found


class RecordChooserViewSet(Looking, SnippetChooserViewSet):
    choose_view_class = ChooseRecord
    choose_results_view_class = ChooseRecordResults


class InUseChooserViewSet(RecordChooserViewSet):
    """Offers what is not retired."""

    def get_object_list(self) -> models.QuerySet[Any]:
        found: models.QuerySet[Any] = self.model.objects.in_use()
        return found
