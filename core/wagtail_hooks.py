"""Admin rules that hold for every page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.models import Page


def staying_below(pages: list[Page]) -> list[Page]:
    """Find the pages at or under these that have to stay where they are."""
    return [
        below
        for page in pages
        for below in page.get_descendants(inclusive=True).specific()
        if getattr(below, "stays_in_place", False)
    ]


def refusal(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    if staying := staying_below(pages):
        messages.error(
            request,
            gettext("“%(title)s” has to stay, and it stands below this page.")
            % {"title": staying[0].title},
        )
        return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
    return None


@hooks.register("before_delete_page")
def keep_what_stays(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refusal(request, [page])


@hooks.register("before_bulk_action")
def keep_what_stays_in_bulk(
    request: HttpRequest, action: str, objects: list[Any], action_class: Any
) -> HttpResponse | None:
    if action == "delete" and objects and isinstance(objects[0], Page):
        return refusal(request, objects)
    return None
