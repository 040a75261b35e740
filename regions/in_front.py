"""
What of the directory is answered before Wagtail looks for its page.

Look-ups, and addresses that lead elsewhere, need no query once the directory is known,
and are answered while the database is away. All else is Wagtail's.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail.views import serve

from page_cache.request_cache import last_known
from regions.finder.addresses import asked_of, with_asker, zip_address
from regions.finder.known import known_directory
from regions.page import DirectoryPage

READ = {"GET", "HEAD"}
# Anybody can make up endless ones.
NOT_STORED = {"Cache-Control": "no-store"}


def directory(request: HttpRequest) -> HttpResponse:
    """Answer `?q=` in the one directory that is public."""
    is_look_up = request.method in READ and request.GET.get("q", "").strip()
    known = is_look_up and last_known(
        "directory-page", lambda: public_directory(request)
    )
    if not known:
        return serve(request, "regions/")
    page, context = known
    return page.found(request, context | {"request": request})


def public_directory(
    request: HttpRequest,
) -> tuple[DirectoryPage, dict[str, Any]] | None:
    page = DirectoryPage.objects.live().public().first()
    if page is None:
        return None
    context = page.get_context(request)
    context["citations"] = list(context["citations"])
    return page, context


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
