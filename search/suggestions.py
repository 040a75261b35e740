"""The names that the search suggests as a reader types: one small file for all."""

from collections.abc import Iterator

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from agencies.models import AgencyPage
from core.models import PublicPageQuerySet
from finder.known import known_directory
from news.models import NewsPage
from places.names import SPANISH
from regions.models import NationalLine
from search.entries.entry import EntryKind
from search.kinds import KINDS, KINDS_OF_PAGES
from stats.models import Statistic

# These keep the file small; the search itself knows all.
MOST_PAGES = 500
MOST_NEWS = 20
MOST_FIGURES = 200


@require_safe
@cache_control(public=True, max_age=10 * 60)
def suggestions_json(request: HttpRequest) -> JsonResponse:
    site = Site.find_for_request(request)
    rows = list(suggestions(site)) if site else []
    return JsonResponse(
        {"pages": rows},
        json_dumps_params={"ensure_ascii": False, "separators": (",", ":")},
    )


def suggestions(site: Site) -> Iterator[list[str]]:
    """List what readers look for: name, what it is, other names, address."""
    yield from pages(site.root_page)
    for figure in Statistic.objects.shown().select_related("program")[:MOST_FIGURES]:
        name = f"{figure.label}: {figure.program.name}"
        yield [name, str(KINDS[EntryKind.FIGURE]), "", figure.url]
    in_use = known_directory().in_use.values()
    for place in sorted(in_use, key=lambda each: each.name):
        other = SPANISH.get(place.code, "")
        yield [place.name, str(KINDS[EntryKind.PLACE]), other, place.url]
    for line in NationalLine.objects.published():
        yield [line.name, str(KINDS[EntryKind.LINE]), line.situation, "/help/"]


def pages(root: Page) -> Iterator[list[str]]:
    """List public pages, agencies by their place on the roster, and the newest news."""
    public = (
        PublicPageQuerySet(Page).descendant_of(root, inclusive=True).live().public()
    )
    agencies = AgencyPage.objects.descendant_of(root).live().public()
    acronyms = {page.pk: (page.acronym, page.get_url()) for page in agencies}
    news = public.exact_type(NewsPage).order_by("-first_published_at")
    others = public.not_exact_type(NewsPage).order_by("path")
    for page in [*others[:MOST_PAGES], *news[:MOST_NEWS]]:
        kind = KINDS_OF_PAGES.get(page.cached_content_type.model, EntryKind.PAGE)
        own = "/" + page.url_path.removeprefix(root.url_path)
        other, address = acronyms.get(page.pk, ("", own))
        yield [page.title, str(KINDS[kind]), other, address or own]
