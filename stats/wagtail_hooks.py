"""The admin of this room: programmes, statistics and their values."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import (
    CopyView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from sources.wagtail_hooks import RetirableViewSet
from stats.models import Observation, Programme, Statistic
from stats.models.observation import ChangeKind


class ReplaceView(CopyView):
    """Starts a new value that replaces an earlier one, keeping what stays the same."""

    page_title = _("Replace with a new value")

    def get_initial_form_instance(self) -> Observation:
        earlier = self.get_object()
        return Observation(
            statistic=earlier.statistic,
            source=earlier.source,
            qualifier=earlier.qualifier,
            period_precision=earlier.period_precision,
            position=earlier.position,
            supersedes=earlier,
            change_kind=ChangeKind.UPDATE,
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
        "first_published_at",
        "status_string",
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
    icon = "list-ol"
    menu_label = _("Statistics")
    list_display = ["label", "programme", "stage", "is_retired"]
    list_filter = ["programme", "stage", "section", "is_retired"]


class ProgrammeViewSet(RetirableViewSet):
    model = Programme
    icon = "folder-open-inverse"
    menu_label = _("Programmes")
    list_display = ["name", "is_own", "is_retired"]


class RecordGroup(SnippetViewSetGroup):
    items = (ObservationViewSet, StatisticViewSet, ProgrammeViewSet)
    menu_label = _("The record")
    menu_icon = "order"
    menu_order = 150


register_snippet(RecordGroup)


@hooks.register("before_unpublish")
def refuse_unpublishing(request: HttpRequest, instance: Any) -> HttpResponse | None:
    if isinstance(instance, Observation):
        messages.error(request, instance.frozen_message())
        return redirect(instance.snippet_viewset.get_url_name("list"))
    return None


@hooks.register("construct_snippet_listing_buttons")
def name_the_replace_button(buttons: list[Any], snippet: Any, user: Any) -> None:
    """On a value, the admin's "Copy" is how a new value replaces it."""
    if not isinstance(snippet, Observation):
        return
    url = reverse(snippet.snippet_viewset.get_url_name("copy"), args=[snippet.pk])
    for button in buttons:
        if button.url == url:
            button.label = _("Replace with a new value")
