"""Site search over statistics, jurisdictions and pages."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet
from wagtail.search.backends import get_search_backend

from faq.models import QuestionPage
from regions.models import Jurisdiction
from stats.blocks import supported
from stats.models import Statistic

PER_PAGE = 20
MOST_RESULTS = 100
MAX_LENGTH = 200
# Words that make a question of its subject: "How many people has it arrested?"
OF_QUESTIONS = {
    "a", "an", "and", "are", "can", "did", "do", "does", "for", "has", "have", "how",
    "i", "in", "is", "it", "its", "many", "much", "my", "of", "on", "or", "the",
    "there", "to", "was", "were", "what", "when", "where", "which", "who", "whom",
    "whose", "why", "with",
}  # fmt: skip
SIGNS = dict.fromkeys(map(ord, '"?!,;:'), " ")


def subject(query: str) -> str:
    """Return the words to look for: a question without what makes it one."""
    words = query.translate(SIGNS).split()
    return " ".join([w for w in words if w.lower() not in OF_QUESTIONS] or words)


def is_answer(page: Page) -> bool:
    return issubclass(page.specific_class, QuestionPage)


def pages_about(words: str, pages: PageQuerySet, *, is_asked: bool) -> list[Page]:
    """
    Return pages with all the words, by title first, or else with any of them.

    If it `is_asked` as a question, titles that ask come before others.
    """
    engine = get_search_backend()
    titled = engine.search(words, pages, fields=["title"])[:MOST_RESULTS]
    found = engine.search(words, pages)[:MOST_RESULTS]
    found = found or engine.search(words, pages, operator="or")[:MOST_RESULTS]
    # An answer says at once what another page says somewhere.
    found = sorted(found, key=is_answer, reverse=True)
    if is_asked:
        titled = sorted(titled, key=is_answer, reverse=True)
    return list(dict.fromkeys([*titled, *found]))


def rank(statistic: Statistic) -> tuple[bool, int]:
    """
    Order statistics by their program, as the record does, and the task force's first.

    So a result of one month or one place never comes before the result it is not.
    """
    return (not statistic.program.is_own, statistic.program.order)


def find(query: str, request: HttpRequest) -> list[Any]:
    """Statistics and jurisdictions first, because they answer directly."""
    site = Site.find_for_request(request)
    words = subject(query)
    if not words or site is None:
        return []
    pages = Page.objects.descendant_of(site.root_page, inclusive=True).live().public()
    engine = get_search_backend()
    # The search backend cannot filter on published values, so that comes after it.
    statistics = engine.search(words, Statistic)[:MOST_RESULTS]
    found = supported(Statistic.objects.found(row.pk for row in statistics).values())
    return [
        *sorted(found, key=rank),
        *engine.search(words, Jurisdiction.objects.in_use())[:PER_PAGE],
        *pages_about(words, pages, is_asked=len(words.split()) < len(query.split())),
    ]


def as_they_are(results: list[Any]) -> list[Any]:
    """Load the pages among these results as their own types, in a few queries."""
    keys = [result.pk for result in results if isinstance(result, Page)]
    pages = {page.pk: page for page in Page.objects.filter(pk__in=keys).specific()}
    return [
        pages[result.pk] if isinstance(result, Page) else result for result in results
    ]


def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\x00", "").strip()[:MAX_LENGTH]
    results = Paginator(find(query, request), PER_PAGE).get_page(
        request.GET.get("page")
    )
    results.object_list = as_they_are(list(results.object_list))
    return TemplateResponse(
        request, "search/results.html", {"query": query, "results": results}
    )
