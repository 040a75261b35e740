"""News: the list with its filters, and articles with their corrections."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.rich_text import RichText

from tests.factories import (
    ChangeNoteFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    NewsTopicFactory,
    private,
)

ODD = [
    {"page": "abc"},
    {"page": "0"},
    {"page": "-1"},
    {"page": "999"},
    {"page": ""},
    {"page": "1e9"},
    {"page": "\x00"},
    {"year": "20255"},
    {"year": "abcd"},
    {"year": "-202"},
    {"year": "0001"},
    {"year": "9999"},
    {"year": ""},
    {"year": "²⁰²⁵"},
    {"year": "٢٠٢٥"},
    {"year": "\x00"},
    {"topic": "nope"},
    {"topic": ""},
    {"topic": "' OR 1=1 --"},
    {"topic": "x" * 1000},
    {"topic": "\x00"},
    {"year": "2025", "topic": "nope", "page": "x"},
    {"unknown": "parameter"},
]


@pytest.fixture
def news(home):
    return NewsIndexPageFactory(parent=home, slug="news")


@pytest.fixture
def write(news):
    """Publish an article."""

    def article(title, date="2026-01-02", topics=(), **values):
        page = NewsPageFactory(
            parent=news,
            title=title,
            date=datetime.date.fromisoformat(date),
            body=[("text", RichText("<p>What happened.</p>"))],
            **values,
        )
        page.topics = list(topics)
        page.save()
        return page

    return article


@pytest.fixture
def listed(client, news):
    """Return the titles that the list shows for these parameters."""

    def titles(**parameters):
        response = client.get("/news/", parameters)
        assert response.status_code == 200, response.status_code
        return [page.title for page in response.context["articles"]]

    return titles


def test_articles_stand_newest_first(write, listed):
    write("Early", "2025-03-01")
    write("Late", "2026-01-01")
    write("Middle", "2025-12-31")

    assert listed() == ["Late", "Middle", "Early"]


def test_articles_of_one_day_stand_newest_first(write, listed):
    write("Morning")
    write("Evening")

    assert listed() == ["Evening", "Morning"]


def test_list_tells_date_summary_and_topics(write, read):
    topic = NewsTopicFactory(name="Reports")
    article = write("An article", "2025-11-06", [topic], summary="In short.")

    main = read("/news/").main

    assert main.find("a", href=article.url).text.strip() == "An article"
    assert main.find("time", datetime="2025-11-06")
    assert "In short." in main.text
    assert "Reports" in main.text


def test_drafts_and_private_articles_are_not_listed(write, listed):
    write("Shown")
    write("Drafted", live=False)
    private(write("Kept private"))

    assert listed() == ["Shown"]


def test_year_chooses_articles(write, listed):
    write("Old", "2025-12-31")
    write("New", "2026-01-01")

    assert listed(year="2025") == ["Old"]
    assert listed(year="2026") == ["New"]
    assert listed(year="2024") == []


def test_topic_chooses_articles(write, listed):
    reports, visits = NewsTopicFactory(slug="reports"), NewsTopicFactory(slug="visits")
    write("Both", topics=[reports, visits])
    write("Report", topics=[reports])
    write("Neither")

    assert listed(topic="reports") == ["Report", "Both"]
    assert listed(topic="visits") == ["Both"]


def test_year_and_topic_choose_together(write, listed):
    reports = NewsTopicFactory(slug="reports")
    write("Wanted", "2025-05-05", [reports])
    write("Other year", "2026-05-05", [reports])
    write("Other topic", "2025-05-05")

    assert listed(year="2025", topic="reports") == ["Wanted"]


def test_filters_are_links_that_keep_each_other(write, read):
    topic = NewsTopicFactory(slug="reports", name="Reports")
    write("Old", "2025-05-05", [topic])
    write("New", "2026-05-05", [topic])

    nav = read("/news/?year=2025&page=1").find("nav", class_="news-filters")

    address = nav.find("a", string="Reports")["href"]
    assert "year=2025" in address
    assert "topic=reports" in address
    assert "page=" not in address
    assert nav.find("a", string="2025").has_attr("aria-current")
    assert not nav.find("a", string="2026").has_attr("aria-current")


def test_years_of_drafts_and_private_articles_are_not_offered(write, read):
    write("Old", "2025-05-05")
    write("New", "2026-05-05")
    write("Drafted", "2020-05-05", live=False)
    private(write("Private", "2021-05-05"))

    text = read("/news/").find("nav", class_="news-filters").text

    assert "2025" in text
    assert "2020" not in text
    assert "2021" not in text


def test_retired_topic_still_chooses_its_articles(write, listed):
    topic = NewsTopicFactory(slug="reports", is_retired=True)
    write("Report", topics=[topic])
    write("Other")

    assert listed(topic="reports") == ["Report"]


@pytest.mark.parametrize("parameters", ODD, ids=range(len(ODD)))
def test_odd_parameters_never_fail(write, client, parameters):
    write("An article")

    assert client.get("/news/", parameters).status_code == 200


@pytest.mark.parametrize("year", ["0000", "0", "00000"])
def test_year_that_no_calendar_has_never_fails(write, client, year):
    write("An article")

    assert client.get("/news/", {"year": year}).status_code == 200


@pytest.mark.parametrize("name", ["topic", "year", "page"])
def test_null_byte_never_reaches_the_database(news, client, name):
    with CaptureQueriesContext(connection) as queries:
        client.get("/news/", {name: "a\x00b"})

    assert not any("\x00" in query["sql"] for query in queries)


def test_unknown_topic_shows_everything(write, listed):
    write("An article")

    assert listed(topic="nope") == ["An article"]


def test_filter_without_a_match_says_so(write, read):
    write("An article")

    assert "No article matches." in read("/news/?year=1999").main.text


def test_empty_list_opens(news, read):
    assert read("/news/").h1


def test_long_list_comes_in_steps_that_keep_the_filter(write, listed, read):
    for number in range(25):
        write(f"Article {number}", "2025-05-05")

    first, second = listed(year="2025"), listed(year="2025", page="2")

    assert (len(first), len(second)) == (20, 5)
    assert not set(first) & set(second)
    following = read("/news/?year=2025").find("a", rel="next")["href"]
    assert "year=2025" in following
    assert "page=2" in following


def test_second_page_of_the_list_has_an_address_and_a_title_of_its_own(write, read):
    for number in range(25):
        write(f"Article {number}")

    html = read("/news/?page=2")

    canonical = html.find("link", rel="canonical")["href"]
    assert canonical == "https://hstf.example.org/news/?page=2"
    assert "page 2" in html.title.text


def test_list_costs_the_same_however_many_articles(write, client, count_queries):
    topic = NewsTopicFactory()
    write("One", topics=[topic])
    client.get("/news/")  # warm Wagtail's site cache
    few = count_queries("/news/")
    for _ in range(5):
        write("Another", topics=[topic])

    assert count_queries("/news/") == few


# One article


@pytest.mark.usefixtures("kept_between_answers")
def test_articles_are_counted_once_for_each_change(
    write, client, read, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("news.models.PER_PAGE", 2)
    for year in (2024, 2025, 2026):
        write(f"Of {year}", date=f"{year}-01-02")

    def counting():
        with CaptureQueriesContext(connection) as queries:
            client.get("/news/")
        told = [query["sql"] for query in queries]
        return [sql for sql in told if "COUNT(*)" in sql or "DISTINCT" in sql]

    assert len(counting()) == 2
    assert counting() == []
    with django_capture_on_commit_callbacks(execute=True):
        write("Of 2023", date="2023-01-02")
        write("Of 2022", date="2022-01-02")
    page = read("/news/")
    assert "Page 1 of 3" in " ".join(page.find("nav", class_="pagination").text.split())
    assert page.find("a", href="?year=2022")
    assert counting() == []


def test_article_tells_its_date_topics_and_text(write, read):
    topic = NewsTopicFactory(slug="reports", name="Reports")
    article = write("An article", "2025-11-06", [topic], summary="In short.")

    main = read(article.url).main

    assert main.find("time", datetime="2025-11-06")
    assert main.find("a", href="/news/?topic=reports").text == "Reports"
    assert "In short." in main.text
    assert "What happened." in main.text


def added_on(article, *moment):
    """Have this article be added at this moment."""
    article.first_published_at = datetime.datetime(*moment, tzinfo=datetime.UTC)
    article.save()


def byline(soup):
    return " ".join(soup.find("p", class_="byline").text.split())


def test_article_tells_when_it_was_added_apart_from_its_date(write, read):
    article = write("An article", "2025-11-06")
    added_on(article, 2026, 11, 30, 3)  # still November 29 in Washington

    assert "November 6, 2025 Added November 29, 2026" in byline(read(article.url))


def test_article_of_the_day_it_was_added_says_one_date(write, read):
    article = write("An article", "2026-01-02")
    added_on(article, 2026, 1, 2, 17)

    assert byline(read(article.url)) == "January 2, 2026"


def test_search_engines_are_told_both_days(write, read):
    article = write("An article", "2025-11-06")
    added_on(article, 2026, 11, 30, 17)

    (script,) = read(article.url).find_all("script", type="application/ld+json")
    (data,) = [
        one
        for one in json.loads(script.string)["@graph"]
        if one["@type"] == "NewsArticle"
    ]

    assert data["datePublished"] == "2026-11-30"
    assert data["temporalCoverage"] == "2025-11-06"


def test_corrections_stand_above_the_text_newest_first(write, read):
    article = write("An article")
    for day, reason in [(3, "A name was wrong."), (9, "A number was wrong.")]:
        ChangeNoteFactory(
            page=article,
            reason=reason,
            published_at=datetime.datetime(2026, 1, day, 17, tzinfo=datetime.UTC),
        )

    main = read(article.url).main

    text = main.text
    assert (
        text.index("A number was wrong.")
        < text.index("A name was wrong.")
        < text.index("What happened.")
    )
    assert main.find("time", datetime="2026-01-09")


def test_article_without_corrections_speaks_of_none(write, read):
    article = write("An article")

    assert "Correction" not in read(article.url).main.text


def test_article_costs_the_same_however_many_there_are(write, client, count_queries):
    article = write("An article")
    client.get(article.url)  # warm Wagtail's site cache
    few = count_queries(article.url)
    for _ in range(5):
        write("Another")

    assert count_queries(article.url) == few
