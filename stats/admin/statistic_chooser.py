"""The statistic chooser of the admin, which shows current values."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import SnippetChosenView

from core.choosers import InUseChooserViewSet
from stats.inline import in_words
from stats.models import Statistic, StatisticQuerySet
from stats.rich_text import in_editor


class StatisticChosenView(SnippetChosenView):
    """Also passes the text editor what to show; see static/js/statistic-in-text.js."""

    def get_chosen_response_data(self, item: Statistic) -> dict[str, Any]:
        shown = {"figure": in_editor(item), "label": item.label}
        return super().get_chosen_response_data(item) | shown


class StatisticChooserViewSet(InUseChooserViewSet):
    chosen_view_class = StatisticChosenView
    looked_in = ("program__name",)
    more_columns = [Column("value", label=_("Value now"), accessor=in_words)]

    def get_object_list(self) -> StatisticQuerySet:
        return Statistic.objects.in_use().with_current()
