"""The file of names that the search suggests, and what its fields ask of it."""

import pytest

from regions.models import NationalLine
from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
    FAQIndexPageFactory,
    JurisdictionFactory,
    NationalLineFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    ObservationFactory,
    QuestionPageFactory,
    StandardPageFactory,
    StatisticFactory,
    private,
    published,
)

FILE = "/search/suggestions.json"


@pytest.fixture
def listed(client, home):
    NationalLine.objects.all().delete()

    def rows():
        return client.get(FILE).json()["pages"]

    return rows


def test_every_name_comes_with_what_it_is_and_where_it_leads(home, listed):
    roster = AgencyIndexPageFactory(parent=home, slug="agencies", title="Agencies")
    AgencyPageFactory(parent=roster, slug="fbi", title="The Bureau", acronym="FBI")
    faq = FAQIndexPageFactory(parent=home, slug="faq", title="Answers")
    QuestionPageFactory(parent=faq, slug="who", title="Who leads it?")
    JurisdictionFactory()
    published(
        ObservationFactory(
            statistic__slug="arrests",
            statistic__label="Arrests",
            statistic__program__name="The task force",
        )
    )
    NationalLineFactory(name="A line", situation="Danger")

    rows = listed()

    for row in (
        [home.title, "Page", "", "/"],
        ["The Bureau", "Agency", "FBI", "/agencies/#fbi"],
        ["Who leads it?", "Question", "", "/faq/who/"],
        ["Arrests: The task force", "Figure", "", "/record/arrests/"],
        ["Texas", "Region", "Tejas", "/regions/texas/"],
        ["A line", "National line", "Danger", "/help/"],
    ):
        assert row in rows
    assert len(rows) == 8


def test_what_readers_cannot_see_is_not_suggested(home, listed):
    StandardPageFactory(parent=home, title="Draft", live=False)
    hidden = private(StandardPageFactory(parent=home, title="Private"))
    StandardPageFactory(parent=hidden, title="Below")
    StatisticFactory(label="Unsupported")
    ObservationFactory(statistic__label="Drafted")
    JurisdictionFactory(is_retired=True)
    NationalLineFactory(name="Drafted line", live=False)

    assert [row[0] for row in listed()] == [home.title]


def test_only_the_newest_news_is_suggested(home, listed, monkeypatch):
    monkeypatch.setattr("search.suggestions.MOST_NEWS", 2)
    news = NewsIndexPageFactory(parent=home, title="News")
    for day in (1, 2, 3):
        NewsPageFactory(
            parent=news,
            title=f"Day {day}",
            first_published_at=f"2026-01-0{day}T12:00:00Z",
        )

    names = [row[0] for row in listed()]

    assert [name for name in names if "Day" in name] == ["Day 3", "Day 2"]


def test_many_pages_leave_the_file_small(home, listed, monkeypatch):
    monkeypatch.setattr("search.suggestions.MOST_PAGES", 3)
    StandardPageFactory.create_batch(5, parent=home)

    assert len(listed()) == 3


def test_file_is_the_same_for_everybody_and_may_be_kept(home, client):
    response = client.get(FILE)

    assert response["Cache-Control"] == "public, max-age=600"
    assert "Cookie" not in response.get("Vary", "")


def test_number_of_queries_does_not_grow(home, listed, count_queries):
    def grow():
        published(ObservationFactory())
        StandardPageFactory(parent=home)
        NationalLineFactory()

    grow()
    count_queries(FILE)
    few = count_queries(FILE)
    grow()
    grow()

    assert count_queries(FILE) == few


@pytest.mark.parametrize("address", ["/search/", "/faq/", "/no-such-page/"])
def test_every_field_of_the_search_names_the_file(client, home, address):
    FAQIndexPageFactory(parent=home, slug="faq")
    html = client.get(address).content.decode()

    assert f'data-file="{FILE}"' in html
    assert "js/lookup.js" in html
