"""The admin of this room: one record, under Settings."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from site_details.models import SiteDetails


class OneRecordPolicy(ModelPermissionPolicy):
    """Nobody deletes it, and nobody adds a second one."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action == "delete" or (action == "add" and SiteDetails.objects.exists()):
            return False
        return super().user_has_permission(user, action)


class OneRecordView(IndexView):
    """A list of one leads to it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        record = SiteDetails.objects.first()
        if response.status_code != 200 or record is None:
            return response
        return redirect(self.get_edit_url(record) or self.get_history_url(record))


class SiteDetailsViewSet(SnippetViewSet):
    model = SiteDetails
    icon = "cog"
    menu_label = _("Site details")
    menu_order = 100
    add_to_settings_menu = True
    index_view_class = OneRecordView
    list_display = ["site_name", "parent_name", "live"]

    permission_policy = OneRecordPolicy(SiteDetails)


register_snippet(SiteDetailsViewSet)


@hooks.register("construct_snippet_action_menu")
def offer_no_unpublishing(
    menu_items: list[Any], request: HttpRequest, context: dict[str, Any]
) -> None:
    if context["model"] is SiteDetails:
        menu_items[:] = [item for item in menu_items if item.name != "action-unpublish"]
