"""The page of results as readers get it, with a draft in place of what is public."""

from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from wagtail.models import PreviewableMixin

from core.models.previewed import Shown, previews
from search.models import DistressWords, SearchBestAnswer, SearchMeaning, Steered
from search.steering import show_draft
from search.views import body, findings, title


def results(words: str, *, as_typed: bool = False) -> Shown:
    found = findings(words, 1, as_typed)
    page = {"title": title(found), "body": body(found, as_typed=as_typed)}
    return "search/page.html", page


@previews(SearchMeaning)
@previews(SearchBestAnswer)
@previews(DistressWords)
def show_steered(draft: Steered, request: HttpRequest) -> Shown:
    """Show what readers would find for the phrase that is chosen, or the first."""
    typed = draft.typed
    mode = getattr(request, "preview_mode", "") or "0"
    number = int(mode) if mode.isdecimal() else 0
    if not typed:
        return None
    show_draft(draft)
    return results(typed[number] if number < len(typed) else typed[0])


class TriedSearch(PreviewableMixin):
    """A search as a visitor would send it, whom nobody knows."""

    def __init__(self, words: str, draft: Steered | None, *, as_typed: bool) -> None:
        self.words, self.draft, self.as_typed = words, draft, as_typed

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        if self.draft:
            show_draft(self.draft)
        found: Any = results(self.words, as_typed=self.as_typed)
        template, context = found
        return TemplateResponse(request, template, context)
