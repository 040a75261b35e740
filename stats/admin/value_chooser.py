"""Choosing the value that a new one replaces."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.widgets import AdminSnippetChooser

from core.choosers import ChooseRecord, ChooseRecordResults, RecordChooserViewSet
from core.keys import is_key
from stats.models import Observation, ObservationQuerySet


class OfStatistic:
    """Offers the values of the statistic that the form has already."""

    def filter_object_list(self, objects: models.QuerySet[Any]) -> Any:
        mine: Any = self
        statistic = mine.request.GET.get("statistic", "")
        if is_key(statistic):
            objects = objects.filter(statistic=statistic)
        above: Any = super()
        return above.filter_object_list(objects)


class ChooseValue(OfStatistic, ChooseRecord):
    pass


class ChooseValueResults(OfStatistic, ChooseRecordResults):
    pass


class ObservationChooserViewSet(RecordChooserViewSet):
    """Offers what readers currently see, because only that can be replaced."""

    choose_view_class = ChooseValue
    choose_results_view_class = ChooseValueResults
    preserve_url_parameters = ["multiple", "statistic"]
    looked_in = ("statistic__label", "statistic__program__name", "source__title")
    more_columns = [
        Column("source", label=_("Source")),
        Column("period_text", label=_("Period")),
    ]

    @property
    def widget_class(self) -> AdminSnippetChooser:
        return AdminSnippetChooser(
            model=self.model,
            icon=self.icon,
            linked_fields={"statistic": "#id_statistic"},
        )

    def get_object_list(self) -> ObservationQuerySet:
        return Observation.objects.current().select_related(
            "statistic__program", "source"
        )
