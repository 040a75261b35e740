"""Pages that search engines cannot describe, on the editors' first screen."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.dashboard import Task, WorkPanel


def without_description() -> Any:
    # The tree's own top, at depth 1, is no page that anybody sees.
    return Page.objects.live().filter(depth__gt=1, search_description="")


def tasks(found: Iterable[Page]) -> list[Task]:
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
        panels.append(
            WorkPanel(
                name="pages-without-description",
                heading=gettext("Pages without a description"),
                found=without_description(),
                tasks=tasks,
            )
        )
