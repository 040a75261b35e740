"""The page of the search. What is typed is stored nowhere, and neither is the page."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from page_cache.request_cache import last_known
from search.boxes import AWAY, lines_box, place_box, spanish_box, to_call
from search.finding import MOST_PAGES, Findings, find
from search.frame import framed
from search.rows import links, rows

MOST_DIGITS = 3
# Neither a cache nor the next page, to which a browser would name this one, is told.
KEPT_NOWHERE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    asked = request.GET
    if "q" not in asked:
        return HttpResponse(framed(request, _("Search"), body(Findings(""))))
    as_typed = "exactly" in asked
    found = findings(asked.get("q", ""), number_in(asked.get("page", "")), as_typed)
    return HttpResponse(
        framed(request, title(found), body(found, as_typed=as_typed)),
        headers=KEPT_NOWHERE,
    )


def number_in(text: str) -> int:
    """Return the page of results that is asked for, as far as there can be one."""
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return min(max(int(text), 1), MOST_PAGES) if is_number else 1


def findings(text: str, number: int, as_typed: bool) -> Findings:
    """Return a page of what is found, or the first if there are fewer pages."""
    try:
        found = find(text, number=number, as_typed=as_typed)
        if found.hits or number == 1:
            return found
        return find(text, as_typed=as_typed)
    except AWAY:
        return Findings(" ".join(text.split()), is_complete=False)


def title(found: Findings) -> str:
    """Return what tab and history say: nothing of somebody's distress."""
    if not found.query or found.distress:
        return _("Search")
    words = _("Search for “%(query)s”") % {"query": found.query}
    if found.number == 1:
        return words
    return words + ", " + _("page %(number)d") % {"number": found.number}


def body(found: Findings, *, as_typed: bool = False) -> str:
    return render_to_string(
        "search/results.html",
        {
            "findings": found,
            "rows": rows(found),
            "links": links(found, as_typed=as_typed, most=MOST_PAGES),
            **boxes(found),
            "emergency": () if found.hits or found.distress else to_call().emergency,
            "ways_on": "" if found.hits else ways_on(),
        },
    )


def boxes(found: Findings) -> dict[str, str]:
    """Return what stands above the results, on their first page."""
    if found.number > 1:
        return {}
    is_spanish = found.language == "es"
    slugs = found.distress
    return {
        "distress": lines_box(slugs, is_spanish=is_spanish) if slugs else "",
        "spanish": spanish_box() if is_spanish and not slugs else "",
        "place": place_box(found.place) if found.place else "",
    }


def ways_on() -> str:
    return last_known(
        "search-ways-on", lambda: render_to_string("components/ways_on.html")
    )
