"""Addresses typed in capitals: `/HELP` and `/Regions/Texas/` lead to the page."""

from urllib.parse import SplitResult

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes
from wagtail.models import Site

from pages.answering import answer, visit, with_slash
from pages.redirects.following import destination, name_of, stored_at

# Staff and files: their addresses are never typed from memory, and their names count.
EXACT = ("/_util/", "/admin/", "/documents/", "/media/", "/static/")


def in_lower_case(request: HttpRequest) -> HttpResponseBase | None:
    """Redirect to the same address in lower case, if readers find a page there."""
    lower = with_slash(request.path_info.lower())
    if request.path_info == request.path_info.lower() or f"{lower}/".startswith(EXACT):
        return None
    found = stored_at(name_of(lower), request)
    if leads_to := found and destination(found, request):
        return lead(leads_to)
    # Without the query: what it asks for is answered there, not here.
    asking = visit(SplitResult("", "", lower, "", ""), Site.find_for_request(request))
    response = answer(asking, lower)
    # What is private stays so: its form is a page, too, but no cache may keep it.
    if response is None or is_private(response):
        return None
    if response.status_code == 301:
        return lead(response["Location"])
    if response.status_code != 200:
        return None
    query = request.META.get("QUERY_STRING", "")
    address = escape_leading_slashes(escape_uri_path(lower))
    # The help page leaves nothing on the device, nor does the way to it.
    kept = response.get("Cache-Control") or "no-cache"
    return lead(f"{address}?{query}" if query else address, kept)


def is_private(response: HttpResponseBase) -> bool:
    return "private" in response.get("Cache-Control", "")


def lead(address: str, kept: str = "no-cache") -> HttpResponseBase:
    """Return a permanent redirect; browsers ask again, as a page may move."""
    return HttpResponsePermanentRedirect(address, headers={"Cache-Control": kept})
