"""Findings of Wagtail's own search, until those of the index are there."""

from typing import Any

from wagtail.models import Page, Site
from wagtail.query import PageQuerySet
from wagtail.search.backends import get_search_backend

from faq.models import QuestionPage
from regions.models import Jurisdiction
from search.entries.entry import EntryKind, SearchEntry
from search.finding import Findings, Hit
from search.kinds import KINDS_OF_PAGES
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


def found_by_wagtail(query: str) -> list[Any]:
    """Statistics and jurisdictions first, because they answer directly."""
    site = Site.objects.filter(is_default_site=True).first()
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


def find(text: str, *, number: int = 1, as_typed: bool = False) -> Findings:
    query = " ".join(text.replace("\x00", " ").split())[:MAX_LENGTH]
    results = found_by_wagtail(query)
    start = (number - 1) * PER_PAGE
    page = as_they_are(results[start : start + PER_PAGE])
    has_place = any(isinstance(each, Jurisdiction) for each in results)
    return Findings(
        query,
        hits=tuple(Hit(entry_of(each)) for each in page),
        number=number,
        has_more=len(results) > start + PER_PAGE,
        place=query if has_place else "",
    )


def entry_of(found: Any) -> SearchEntry:
    if isinstance(found, Statistic):
        values = found.current_observations
        return SearchEntry(
            f"figure:{found.pk}",
            found.url,
            f"{found.label}: {found.program.name}",
            answer=", ".join(each.as_published for each in values),
            source=values[0].source.title,
            note=" ".join(
                [
                    *(["An arrest is not a conviction."] if found.is_arrest else []),
                    *(
                        []
                        if found.program.is_own
                        else ["Separate program: not task force results."]
                    ),
                ]
            ),
        )
    if isinstance(found, Jurisdiction):
        answer = "Offices and lines to call"
        return SearchEntry(f"place:{found.code}", found.url, found.name, answer=answer)
    kind = KINDS_OF_PAGES.get(found._meta.model_name, EntryKind.PAGE)
    answer = found.search_description or getattr(found, "lede", "")
    return SearchEntry(f"{kind}:{found.pk}", found.url, found.title, answer=answer)
