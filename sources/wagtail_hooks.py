"""The admin of this room: source register and disagreements; how images are copied."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.models import Lasting
from sources.models import Disagreement, Source
from sources.pictures import PlainOperation


class RetirablePolicy(ModelPermissionPolicy):
    """Nobody deletes a retirable record, so nobody is offered to."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class RetirableViewSet(SnippetViewSet):
    """The admin of a model that is retired, never deleted."""

    @property
    def permission_policy(self) -> RetirablePolicy:
        return RetirablePolicy(self.model)


def refusal(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Go back to the list with the reason why one of these has to stay."""
    for instance in instances:
        reason = isinstance(instance, Lasting) and instance.deletion_refusal()
        if reason:
            messages.error(request, reason)
            return redirect(instance.snippet_viewset.get_url_name("list"))
    return None


@hooks.register("before_delete_snippet")
def refuse_deletion(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Also catches the bulk action, which skips the policy."""
    return refusal(request, instances)


@hooks.register("before_unpublish")
def refuse_unpublishing(request: HttpRequest, instance: Any) -> HttpResponse | None:
    if getattr(instance, "may_be_unpublished", False):
        return None
    return refusal(request, [instance])


@hooks.register("register_image_operations")
def register_plain_copies() -> list[tuple[str, type[PlainOperation]]]:
    return [("plain", PlainOperation)]


class SourceViewSet(RetirableViewSet):
    model = Source
    icon = "doc-full-inverse"
    menu_label = _("Sources")
    list_display = ["title", "publisher", "kind", "date", "number", "is_retired"]
    list_filter = ["kind", "is_retired"]
    ordering = ["number"]


class DisagreementViewSet(SnippetViewSet):
    model = Disagreement
    icon = "resubmit"
    menu_label = _("Where sources differ")
    list_display = ["topic", "live"]
    ordering = ["order"]


class SourceGroup(SnippetViewSetGroup):
    items = (SourceViewSet, DisagreementViewSet)
    menu_label = _("Sources")
    menu_icon = "doc-full-inverse"
    menu_order = 155


register_snippet(SourceGroup)
