"""The page of the search, and the box that leads to it."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.search import SearchArea, admin_search_areas
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.images import get_image_model
from wagtail.snippets.models import get_snippet_models

from admin_search.kinds import (
    FilesOfKind,
    LookedThrough,
    MilestonesOfSite,
    PagesOfSite,
    RecordsOfKind,
)
from admin_search.texts import LONGEST, words_of
from compat.file_policies import file_policies

EVERYTHING = _("Everything")
NAME = "find_everything"
AREA = "everything"
SEEING = ("view", "add", "change", "delete")


class EverythingView(WagtailAdminTemplateMixin, TemplateView):
    page_title = EVERYTHING
    header_icon = "search"
    template_name = "admin_search/everything.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": EVERYTHING},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typed = self.request.GET.get("q", "")
        words = words_of(typed)
        looked = kinds(self.request.user, typed) if words else ()
        found = (each.find(words) for each in looked)
        return super().get_context_data(**kwargs) | {
            "query": typed[:LONGEST],
            "words": words,
            "kinds": [kind for kind in found if kind.things],
            "longest": LONGEST,
            "others": [
                each
                for each in admin_search_areas.search_items_for_request(self.request)
                if each.name != AREA
            ],
        }


def kinds(user: Any, typed: str) -> Iterator[LookedThrough]:
    """Yield what this person may see any of, in the order in which it is shown."""
    asked = f"?{urlencode({'q': typed})}"
    yield PagesOfSite(user, reverse("wagtailadmin_pages:search") + asked)
    for model in get_snippet_models():
        viewset = model.snippet_viewset
        if viewset.permission_policy.user_has_any_permission(user, SEEING):
            address = reverse(viewset.get_url_name("list")) + asked
            yield RecordsOfKind(user, model, address)
    yield MilestonesOfSite(user)
    for model, policy in file_policies().items():
        is_image = model is get_image_model()
        name = "wagtailimages:index" if is_image else "wagtaildocs:index"
        yield FilesOfKind(user, model, policy, reverse(name) + asked)


def area() -> SearchArea:
    """Return the first of the admin's searches, which its box leads to."""
    return SearchArea(
        EVERYTHING, reverse(NAME), name=AREA, icon_name="search", order=10
    )


def addresses() -> list[URLPattern]:
    return [path("find/", EverythingView.as_view(), name=NAME)]
