"""The admin of this room: programmes, statistics and their values."""

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import (
    SnippetViewSet,
    SnippetViewSetGroup,
)

from core.reports import register_report
from sources.wagtail_hooks import RetirableViewSet
from stats.admin.dashboard import show_old_figures
from stats.admin.reading import ReadingView
from stats.admin.replacing import (
    REPLACE,
    AddView,
    ApproveView,
    ReplaceMenuItem,
    ReplaceView,
    replace_link,
    replace_url,
)
from stats.admin.reports import AgeOfFigures
from stats.admin.statistic_chooser import StatisticChooserViewSet
from stats.admin.value_chooser import ObservationChooserViewSet
from stats.models import Observation, Programme, Statistic
from stats.rich_text import register_statistic


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
        "statistic__programme__name",
        "source__title",
    ]
    search_backend_name = None
    add_view_class = AddView
    copy_view_class = ReplaceView
    workflow_action_view_class = ApproveView
    ordering = ["-pk"]

    @property
    def permission_policy(self) -> ObservationPolicy:
        return ObservationPolicy(self.model)

    @property
    def reading_view(self) -> Any:
        return self.construct_view(ReadingView, panel=self.get_edit_handler())

    def get_urlpatterns(self) -> list[Any]:
        reading = path("reading/", self.reading_view, name="reading")
        again = path("reading/<str:pk>/", self.reading_view, name="reading")
        return [*super().get_urlpatterns(), reading, again]


class StatisticViewSet(RetirableViewSet):
    model = Statistic
    chooser_viewset_class = StatisticChooserViewSet
    icon = "list-ol"
    menu_label = _("Statistics")
    list_display = ["label", "programme", "stage", "is_retired"]
    list_filter = ["programme", "stage", "section", "is_retired"]


class ProgrammeViewSet(RetirableViewSet):
    model = Programme
    icon = "folder-open-inverse"
    menu_label = _("Programs")
    list_display = ["name", "is_own", "is_retired"]


class RecordGroup(SnippetViewSetGroup):
    items = (ObservationViewSet, StatisticViewSet, ProgrammeViewSet)
    menu_label = _("The record")
    menu_icon = "order"
    menu_order = 150


register_snippet(RecordGroup)


@hooks.register("construct_snippet_listing_buttons")
def name_the_replace_button(buttons: list[Any], snippet: Any, user: Any) -> None:
    """Call the admin's "Copy" by what it does to a value; a draft is only edited."""
    if not isinstance(snippet, Observation):
        return
    for button in list(buttons):
        if button.url != replace_url(snippet):
            continue
        button.label = REPLACE
        if not snippet.is_published:
            buttons.remove(button)


@hooks.register("construct_snippet_action_menu")
def offer_only_to_replace(
    menu_items: list[Any], request: HttpRequest, context: dict[str, Any]
) -> None:
    value = context.get("instance")
    if isinstance(value, Observation) and value.is_published:
        menu_items[:] = [ReplaceMenuItem()]


@hooks.register("construct_snippet_action_menu")
def offer_review_first(
    menu_items: list[Any], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Put the review first for whoever cannot publish; drafts save themselves."""
    if context["model"] is not Observation:
        return
    names = [item.name for item in menu_items]
    if "action-submit" in names and "action-publish" not in names:
        menu_items.insert(0, menu_items.pop(names.index("action-submit")))


hooks.register("construct_homepage_panels", show_old_figures)
hooks.register("register_rich_text_features", register_statistic)

register_report(AgeOfFigures, order=100)
