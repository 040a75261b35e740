"""The admin views of programs, statistics and their values."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from sources.wagtail_hooks import RetirableViewSet
from stats.admin.observation_form import ObservationForm
from stats.admin.panels import VALUE_PANELS
from stats.admin.reading import ReadingView
from stats.admin.replacing import AddView, ApproveValueView, ReplaceView, replace_link
from stats.admin.statistic_chooser import StatisticChooserViewSet
from stats.admin.value_chooser import ObservationChooserViewSet
from stats.models import Observation, Program, Statistic


class ObservationPolicy(ModelPermissionPolicy):
    """A published value is not deleted; a draft may be."""

    def user_has_permission_for_instance(
        self, user: Any, action: str, instance: Observation
    ) -> bool:
        if action == "delete" and instance.is_published:
            return False
        return super().user_has_permission_for_instance(user, action, instance)


class ObservationViewSet(SnippetViewSet):
    model = Observation
    chooser_viewset_class = ObservationChooserViewSet
    edit_handler = ObjectList(VALUE_PANELS, base_form_class=ObservationForm)
    icon = "order"
    menu_label = _("Values")
    list_display = [
        "as_published",
        "statistic",
        "source",
        "as_of",
        Column("first_published_at", label=_("Published")),
        Column("status_string", label=_("Status")),
        Column("replace", label=_("Change"), accessor=replace_link),
    ]
    list_filter = ["statistic", "source", "change_kind", "live"]
    search_fields = [
        "as_published",
        "statistic__label",
        "statistic__program__name",
        "source__title",
    ]
    search_backend_name = None
    add_view_class = AddView
    copy_view_class = ReplaceView
    workflow_action_view_class = ApproveValueView
    ordering = ["-pk"]

    permission_policy = ObservationPolicy(Observation)

    def get_urlpatterns(self) -> list[Any]:
        view = self.construct_view(ReadingView, panel=self.get_edit_handler())
        return [
            *super().get_urlpatterns(),
            path("reading/", view, name="reading"),
            path("reading/<str:pk>/", view, name="reading"),
        ]


class StatisticViewSet(RetirableViewSet):
    model = Statistic
    chooser_viewset_class = StatisticChooserViewSet
    icon = "list-ol"
    menu_label = _("Statistics")
    list_display = ["label", "program", "stage", "is_retired"]
    list_filter = ["program", "stage", "section", "is_retired"]


class ProgramViewSet(RetirableViewSet):
    model = Program
    icon = "folder-open-inverse"
    menu_label = _("Programs")
    list_display = ["name", "is_own", "is_retired"]
