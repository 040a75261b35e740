"""Site search over pages, statistics and jurisdictions."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.models import Page, Site
from wagtail.search.backends import get_search_backend

from regions.models import Jurisdiction
from stats.models import Statistic

PER_PAGE = 20
MAX_LENGTH = 200


def find(query: str, request: HttpRequest) -> list[Any]:
    """Statistics and jurisdictions first, because they answer directly."""
    site = Site.find_for_request(request)
    if not query or site is None:
        return []
    engine = get_search_backend()
    pages = Page.objects.descendant_of(site.root_page, inclusive=True).live().public()
    # The search backend cannot ask for published values, so that comes after it.
    return [
        *Statistic.objects.chosen(engine.search(query, Statistic)[:PER_PAGE]),
        *engine.search(query, Jurisdiction.objects.in_use())[:5],
        *(page.specific for page in engine.search(query, pages)[: 5 * PER_PAGE]),
    ]


def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\x00", "").strip()[:MAX_LENGTH]
    results = Paginator(find(query, request), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return TemplateResponse(
        request, "pages/search.html", {"query": query, "results": results}
    )
