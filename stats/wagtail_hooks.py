"""The admin of this room: programs, statistics and their values."""

from typing import Any

from django.http import HttpRequest
from django.urls import re_path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from core.reports import register_report
from stats.admin.dashboard import show_old_figures
from stats.admin.misfits import show_misfits
from stats.admin.replacing import REPLACE, ReplaceMenuItem, replace_url
from stats.admin.reports import AgeOfFigures
from stats.admin.viewsets import ObservationViewSet, ProgramViewSet, StatisticViewSet
from stats.models import Observation
from stats.rich_text import register_statistic


class RecordGroup(SnippetViewSetGroup):
    items = (ObservationViewSet, StatisticViewSet, ProgramViewSet)
    menu_label = _("The record")
    menu_icon = "order"
    menu_order = 150


register_snippet(RecordGroup)


@hooks.register("register_admin_urls")
def lead_on_from_old_addresses() -> list[Any]:
    """Redirect from the former URLs, which editors may have bookmarked."""
    new = "/admin/snippets/stats/program/%(rest)s"
    return [
        re_path(
            r"^snippets/stats/programme/(?P<rest>.*)$",
            RedirectView.as_view(url=new, query_string=True),
            name="old_program",
        )
    ]


@hooks.register("construct_snippet_listing_buttons")
def name_the_replace_button(buttons: list[Any], snippet: Any, user: Any) -> None:
    """Name the admin's "Copy" after what it does to a value; a draft is only edited."""
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
    """Put the review first for users who cannot publish; drafts autosave."""
    if context["model"] is not Observation:
        return
    names = [item.name for item in menu_items]
    if "action-submit" in names and "action-publish" not in names:
        menu_items.insert(0, menu_items.pop(names.index("action-submit")))


hooks.register("construct_homepage_panels", show_old_figures)
hooks.register("construct_homepage_panels", show_misfits)
hooks.register("register_rich_text_features", register_statistic)

register_report(AgeOfFigures, order=100)
