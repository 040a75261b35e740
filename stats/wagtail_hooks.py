"""The admin of this room: programmes, statistics and their values."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import (
    CopyView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from core.reports import register_report
from sources.wagtail_hooks import RetirableViewSet
from stats.chooser import StatisticChooserViewSet
from stats.dashboard import show_old_figures
from stats.models import Observation, Programme, Statistic
from stats.rich_text import register_statistic
from stats.reports import AgeOfFigures

REPLACE = _("Replace with a new value")


class ReplaceView(CopyView):
    """Starts a new value that replaces an earlier one, keeping what stays the same."""

    page_title = REPLACE

    def get_initial_form_instance(self) -> Observation:
        earlier = self.get_object()
        return Observation(
            statistic=earlier.statistic,
            source=earlier.source,
            qualifier=earlier.qualifier,
            period_precision=earlier.period_precision,
            position=earlier.position,
            supersedes=earlier,
            live=False,
        )


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
    icon = "order"
    menu_label = _("Values")
    list_display = [
        "as_published",
        "statistic",
        "source",
        "as_of",
        Column("first_published_at", label=_("Published")),
        Column("status_string", label=_("Status")),
    ]
    list_filter = ["statistic", "source", "change_kind", "live"]
    search_fields = ["as_published", "statistic__label", "words"]
    search_backend_name = None
    copy_view_class = ReplaceView
    ordering = ["-pk"]

    @property
    def permission_policy(self) -> ObservationPolicy:
        return ObservationPolicy(self.model)


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


def replace_url(value: Any) -> str:
    return reverse(value.snippet_viewset.get_url_name("copy"), args=[value.pk])


@hooks.register("construct_snippet_listing_buttons")
def name_the_replace_button(buttons: list[Any], snippet: Any, user: Any) -> None:
    """Call the admin's "Copy" by what it does to a value."""
    if not isinstance(snippet, Observation):
        return
    for button in buttons:
        if button.url == replace_url(snippet):
            button.label = REPLACE


class ReplaceMenuItem(ActionMenuItem):
    """The one thing to do with a published value."""

    name = "action-replace"
    label = REPLACE
    icon_name = "copy"

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return replace_url(parent_context["instance"])


@hooks.register("construct_snippet_action_menu")
def offer_only_to_replace(
    menu_items: list[Any], request: HttpRequest, context: dict[str, Any]
) -> None:
    value = context.get("instance")
    if isinstance(value, Observation) and value.is_published:
        menu_items[:] = [ReplaceMenuItem()]


hooks.register("construct_homepage_panels", show_old_figures)
hooks.register("register_rich_text_features", register_statistic)

register_report(AgeOfFigures, order=100)
