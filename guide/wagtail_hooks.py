"""The admin of this app: the guide, its menu item, and links to it."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from guide.about import chapter_about
from guide.panel import GuidePanel
from guide.views import GUIDE, ChapterView, ContentsView

# Wagtail's own help does not cover this site, and is on another website.
FOREIGN_HELP = ("editor-guide", "whats-new-in-wagtail")


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern | URLResolver]:
    addresses = [
        path("", ContentsView.as_view(), name="contents"),
        path("<slug:slug>/", ChapterView.as_view(), name="chapter"),
    ]
    return [path("guide/", include((addresses, "guide")))]


@hooks.register("register_help_menu_item")
def register_guide() -> MenuItem:
    return MenuItem(
        GUIDE, reverse("guide:contents"), name="guide", icon_name="help", order=10
    )


@hooks.register("construct_help_menu")
def offer_chapter_of_the_screen(request: HttpRequest, items: list[Any]) -> None:
    if chapter := chapter_about(request):
        items.append(
            MenuItem(chapter.title, chapter.url, name="guide-chapter", order=20)
        )


@hooks.register("construct_help_menu")
def leave_out_foreign_help(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if not item.name.startswith(FOREIGN_HELP)]


@hooks.register("construct_homepage_panels")
def show_guide(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(GuidePanel())
