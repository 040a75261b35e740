"""The lists and forms of what steers the search."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import (
    HistoryView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from search.admin.tester import TryViewSet
from search.models import DistressWords, SearchBestAnswer, SearchMeaning

STATUS: Any = Column("status_string", label=_("Status"))


class SeenHistoryView(HistoryView):
    """The history, for whoever may only look as well."""

    any_permission_required = ("add", "change", "delete", "view")


class SteeredViewSet(SnippetViewSet):
    history_view_class = SeenHistoryView
    search_fields = ["phrases", "note"]
    search_backend_name = None
    list_per_page = 50
    inspect_view_enabled = True


class MeaningViewSet(SteeredViewSet):
    model = SearchMeaning
    icon = "openquote"
    menu_label = _("Meanings")
    list_display = ["__str__", "means", "language", STATUS]
    list_filter = ["language", "live"]
    search_fields = ["phrases", "means", "note"]
    inspect_view_fields = ["phrases", "means", "language", "note"]


class BestAnswerViewSet(SteeredViewSet):
    model = SearchBestAnswer
    icon = "pick"
    menu_label = _("Best answers")
    list_display = [
        "__str__",
        Column("get_target_display", label=_("Leads to")),
        STATUS,
    ]
    list_filter = ["live"]
    inspect_view_fields = ["phrases", "target", "note"]


class DistressWordsViewSet(SteeredViewSet):
    model = DistressWords
    icon = "help"
    menu_label = _("Words of distress")
    list_display = ["__str__", "line", "language", STATUS]
    list_filter = ["line", "language", "live"]
    inspect_view_fields = ["phrases", "line", "language", "note"]


class SteeringGroup(SnippetViewSetGroup):
    items = (MeaningViewSet, BestAnswerViewSet, DistressWordsViewSet, TryViewSet)
    menu_label = _("Site search")
    menu_icon = "search"
    menu_order = 170
