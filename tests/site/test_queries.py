"""Query counts of each type of page, which do not grow with content."""

from urllib.parse import urlsplit

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site
from wagtail.rich_text import RichText

from faq.models import FAQIndexPage, QuestionPage
from news.models import NewsIndexPage
from pages.models import HomePage, StandardPage, ThreatPage
from search import finding
from sources.models import Disagreement, Source
from stats.models import Statistic
from stats.rich_text import written
from tests.factories import (
    CitationFactory,
    CreditedImageFactory,
    NewsPageFactory,
    ObservationFactory,
    QuestionPageFactory,
    StatisticFactory,
    published,
)

# What a process asks for the menu and the footer once in each generation; in a
# transaction, as here, it asks for each page.
MENU = 3
HOME, OTHERS = 25 + MENU, 20 + MENU
# The same for the directory, by which a page knows which offices may come first.
DIRECTORY = 8

PAGES = [
    "/",
    "/threats/",
    "/threats/narcotics-and-contraband/",
    "/record/",
    "/record/?as_of=2026-10-01",
    "/record/?program=hstf",
    "/record/hstf-arrests/",
    "/record/corrections/",
    "/record/differences/",
    "/record/sources/",
    "/record/sources/hstf-home/",
    "/record/sources/hstf-home/?list=page&page=2",
    "/record/feed/",
    "/record.csv",
    "/record.json",
    "/record/hstf-arrests.csv",
    "/regions/",
    "/regions/?q=Springfield",
    "/regions/?q=Springfield&for=public",
    "/regions/texas/?near=fbi-houston",
    "/regions/california/?near=fbi-losangeles&nearer=fbi-sandiego",
    "/regions/texas/?office=fbi-dallas&also=NM",
    "/regions/texas/",
    "/regions.csv",
    "/regions.json",
    "/regions/places.json",
    "/regions/texas.csv",
    "/regions/texas.json",
    "/regions/texas.vcf",
    "/regions/offices/fbi-elpaso.vcf",
    "/agencies/",
    "/timeline/",
    "/faq/",
    "/faq/how-arrests-are-counted/",
    "/news/",
    "/news/?page=1&year=2026",
    "/news/white-house-roundtable/",
    "/news/atom/",
    "/news/rss/",
    "/search/",
    "/search/suggestions.json",
    "/search/?q=task+force",
    "/about/",
    "/about/structure/",
    "/about/methods/",
    "/related/dhs-fiscal-year-2024/",
    "/help/",
    "/help/poster/",
    "/accessibility/",
    "/sitemap.xml",
    "/robots.txt",
]


@pytest.fixture(autouse=True)
def index_as_it_is(monkeypatch, searched):
    """In a transaction each search compares the index with the database first."""
    monkeypatch.setattr(finding, "searcher", lambda: searched)


def limit(path):
    checks_offices = path.startswith("/regions/") and {"near", "office"} & set(
        QueryDict(urlsplit(path).query)
    )
    most = HOME if path == "/" else OTHERS
    return most + DIRECTORY if checks_offices else most


def cost(client, path):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    if response.streaming:
        b"".join(response.streaming_content)
    # A process asks for the number of each model once, whatever page shows it first.
    return sum("django_content_type" not in query["sql"] for query in queries)


def costs(client):
    for path in PAGES:
        client.get(path)  # warms the process's caches
    return {path: cost(client, path) for path in PAGES}


def forget():
    """Clear all caches, as in a new process."""
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


def blocks(number, image):
    """Make a body in which each kind of block stands several times."""
    statistics = list(Statistic.objects.shown()[:4])
    keys = [statistic.pk for statistic in statistics]
    disagreements = list(Disagreement.objects.published())
    sentence = RichText("".join(f"<p>It says {written(key)}.</p>" for key in keys))
    found = []
    for place in range(number):
        topic = disagreements[place % len(disagreements)]
        heading = f"Part {place}"
        found += [
            ("section", {"heading": heading, "text": sentence}),
            ("statistics", {"heading": heading, "statistics": statistics}),
            ("disagreement", {"heading": heading, "disagreement": topic}),
            (
                "quote",
                {
                    "text": "Words",
                    "speaker": "A",
                    "source": Source.objects.all()[place],
                },
            ),
            ("picture", {"image": image, "caption": heading}),
        ]
    return found


def grow(number):
    """Add this much of everything; the requested pages keep their URLs."""
    home, source = HomePage.objects.get(), Source.objects.all()[0]
    first, last = Statistic.objects.order_by("pk").first(), None
    for place in range(number):
        statistic = StatisticFactory(program=first.program)
        last = published(ObservationFactory(statistic=statistic, source=source))
        change = ObservationFactory(
            statistic=statistic,
            source=source,
            as_published=f"{place + 2} units",
            supersedes=last,
            change_kind="update",
            change_reason="A newer figure.",
        )
        published(change)
    body = blocks(number, CreditedImageFactory())
    faq, news = FAQIndexPage.objects.get(), NewsIndexPage.objects.get()
    group = QuestionPage.objects.first().group
    questions = []
    for place in range(number):
        page = QuestionPageFactory(
            parent=faq, group=group, slug=f"more-{number}-{place}", body=body
        )
        CitationFactory(page=page, source=source)
        questions.append(page)
        NewsPageFactory(parent=news, slug=f"more-{number}-{place}", body=body)
    for model, slug in [
        (ThreatPage, "narcotics-and-contraband"),
        (StandardPage, "structure"),
        (QuestionPage, "how-arrests-are-counted"),
    ]:
        page = model.objects.get(slug=slug)
        page.body = body
        if model is ThreatPage:
            page.body += [("questions", {"heading": "Q", "questions": questions})] * 2
        page.save()
        CitationFactory(page=page, source=source)
    kinds = {"section", "statistics", "quote"}
    for block in [
        ("questions", {"heading": "More", "questions": questions}),
        *[block for block in body if block[0] in kinds],
    ]:
        home.body.append(block)
    home.save()


def test_pages_cost_few_queries_in_a_process_that_has_just_begun(site):
    too_many = {}
    for path in PAGES:
        forget()
        if (number := cost(site, path)) > limit(path):
            too_many[path] = number

    assert too_many == {}


def test_more_content_costs_no_more_queries(site):
    grow(1)
    few = costs(site)
    grow(6)
    many = costs(site)

    assert {path: n for path, n in few.items() if n > limit(path)} == {}
    assert {p: (few[p], n) for p, n in many.items() if n > few[p]} == {}
