"""
What of the directory is answered before Wagtail looks for its page.

Look-ups, and addresses that lead elsewhere, need no query once the directory is known,
and are answered while the database is away. All else is Wagtail's.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from wagtail.views import serve

from finder.addresses import asked_of, with_asker, zip_address
from finder.known import known_directory
from finder.look_up import look_up, tidied
from finder.outcomes import Offered
from page_cache.request_cache import last_known
from regions.page import DirectoryPage

READ = {"GET", "HEAD"}
# Anybody can make up endless ones.
NOT_STORED = {"Cache-Control": "no-store"}


def directory(request: HttpRequest) -> HttpResponse:
    """Answer `?q=`: lead to the one answer, or offer choices in the page."""
    text = tidied(request.GET.get("q", ""))
    if not text or request.method not in READ:
        return serve(request, "regions/")
    context = last_known("directory-page", lambda: context_of_page(request))
    if not context:  # it is not public
        return serve(request, "regions/")
    outcome = look_up(text)
    if not isinstance(outcome, Offered):
        asker = request.GET.get("for", "")
        return HttpResponseRedirect(with_asker(outcome.address, asker))
    return TemplateResponse(
        request,
        context["page"].get_template(request),
        context | {"request": request, "query": outcome.query, "result": outcome},
    )


def context_of_page(request: HttpRequest) -> dict[str, Any]:
    """Return what the page shows to all that ask; nothing unless it is public."""
    page = DirectoryPage.objects.live().public().first()
    return page.get_context(request) if page else {}


def place(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead from what is not an address of a place to the place."""
    is_plain = request.method not in READ or not request.GET
    chosen = None if is_plain else known_directory().by_slug.get(slug)
    if chosen is None:
        return serve(request, f"regions/{slug}/")
    asker = request.GET.get("for", "")
    if code := request.GET.get("zip", ""):
        address = zip_address(code, chosen, known_directory())
        return HttpResponseRedirect(with_asker(address, asker))
    if asked_of(request, slug) is None:
        return HttpResponseRedirect(with_asker(chosen.url, asker), headers=NOT_STORED)
    return serve(request, f"regions/{slug}/")
