"""
The page on which editors try the search.

What is typed there is stored nowhere: it stands in the address, which logs leave out,
and no cache keeps the answer.
"""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.utils.decorators import xframe_options_sameorigin_override

from search.admin.explaining import explain
from search.admin.shown import TriedSearch
from search.models import DistressWords, SearchBestAnswer, SearchMeaning, Steered
from search.steering import show_draft
from search.views import KEPT_NOWHERE, findings
from understanding.tidying import MAX_LENGTH

TRY = _("Try a search")
SHOWN = "try_search:shown"
MODELS: dict[str, type[Steered]] = {
    model._meta.model_name or "": model
    for model in (SearchMeaning, SearchBestAnswer, DistressWords)
}
SEEING = ("view", "add", "change")


class Trial:
    """What somebody tries: words, with or without correction, and with which draft."""

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user
        self.words = request.GET.get("q", "")[:MAX_LENGTH]
        self.as_typed = "exactly" in request.GET
        self.chosen = request.GET.get("draft", "")

    def drafts(self) -> Iterator[tuple[str, Steered]]:
        """Yield what is not published yet and may be seen, each with its key."""
        for name, model in MODELS.items():
            policy = ModelPermissionPolicy(model)
            if policy.user_has_any_permission(self.user, SEEING):
                changed = model._default_manager.filter(has_unpublished_changes=True)
                for each in changed.select_related("latest_revision"):
                    yield f"{name}-{each.pk}", each.get_latest_revision_as_object()

    def draft(self) -> Steered | None:
        return dict(self.drafts()).get(self.chosen) if self.chosen else None


class TryView(WagtailAdminTemplateMixin, TemplateView):
    page_title = TRY
    header_icon = "view"
    template_name = "search/admin/try.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": TRY},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        trial = Trial(self.request)
        drafts = dict(trial.drafts())
        return super().get_context_data(**kwargs) | {
            "trial": trial,
            "drafts": [
                (key, each._meta.verbose_name, each) for key, each in drafts.items()
            ],
            "explanation": explained(trial, drafts.get(trial.chosen)),
            "shown_url": f"{reverse(SHOWN)}?{self.request.GET.urlencode()}",
            "most": MAX_LENGTH,
        }

    def render_to_response(self, context: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().render_to_response(
            context, headers=KEPT_NOWHERE, **kwargs
        )
        return response


def explained(trial: Trial, draft: Steered | None) -> Any:
    if not trial.words.strip():
        return None
    if draft:
        show_draft(draft)
    found = findings(trial.words, 1, trial.as_typed)
    return explain(found, as_typed=trial.as_typed)


@method_decorator(xframe_options_sameorigin_override, name="get")
class ShownView(View):
    """The page as readers get it, inside of the one that explains it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        trial = Trial(request)
        tried = TriedSearch(trial.words, trial.draft(), as_typed=trial.as_typed)
        response: HttpResponse = tried.make_preview_request()
        for name, value in KEPT_NOWHERE.items():
            response[name] = value
        return response


class TryViewSet(ViewSet):
    name = "try_search"
    url_prefix = "try-search"
    icon = "view"
    menu_label = TRY
    menu_name = "try-search"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", TryView.as_view(), name="index"),
            path("shown/", ShownView.as_view(), name="shown"),
        ]
