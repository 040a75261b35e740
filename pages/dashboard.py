"""Broken links, and pages without a description, on the dashboard."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.dashboard import Task, WorkPanel
from pages.models import BrokenLink, LinkCheck
from pages.models.broken_link import Reason


def without_description() -> Any:
    # The root of the tree, at depth 1, is not a visible page.
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
                link_url=reverse("report_pages-without-description"),
                link_text=gettext("All pages without a description"),
            )
        )


def links_to_mend() -> Any:
    return BrokenLink.objects.select_related("page")


def mending(found: Iterable[BrokenLink]) -> list[Task]:
    return [
        Task(
            label=(
                gettext("%(page)s: %(target)s")
                if link.reason == Reason.GONE
                else gettext("%(page)s: link to %(target)s")
            )
            % {"page": link.page.title, "target": link.target},
            url=reverse("wagtailadmin_pages:edit", args=[link.page_id]),
            why=link.get_reason_display(),
        )
        for link in found
    ]


def last_look() -> str:
    """Return when links were last checked."""
    check = LinkCheck.objects.first()
    if check is None:
        return gettext("Links have not been checked yet.")
    moment = date_format(timezone.localtime(check.at), "F j, Y, P")
    return gettext(
        "Last checked on %(moment)s, and checked again within a minute of each change."
    ) % {"moment": moment}


def show_broken_links(request: HttpRequest, panels: list[Any]) -> None:
    if page_permission_policy.user_has_permission(request.user, "change"):
        panels.append(
            WorkPanel(
                name="broken-links",
                heading=gettext("Broken links on this site"),
                found=links_to_mend(),
                tasks=mending,
                link_url=reverse("report_broken-links"),
                link_text=gettext("All broken links"),
                note=last_look(),
            )
        )
