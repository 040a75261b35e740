"""Pages that search engines cannot describe, on the editors' first screen."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.dashboard import Task, WorkPanel


class PagesWithoutDescriptionPanel(WorkPanel):
    name = "pages-without-description"
    heading = _("Pages without a description")

    def found(self) -> Any:
        # The tree's own top, at depth 1, is no page that anybody sees.
        return Page.objects.live().filter(depth__gt=1, search_description="")

    def tasks(self, found: Iterable[Any]) -> list[Task]:
        return [
            Task(
                label=page.title,
                url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
                why=gettext("Search engines show any words of it"),
            )
            for page in found
        ]


def show_pages_without_description(request: HttpRequest, panels: list[Any]) -> None:
    if page_permission_policy.user_has_permission(request.user, "change"):
        panels.append(PagesWithoutDescriptionPanel(request))
