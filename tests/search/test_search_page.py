"""Search over pages, statistics and jurisdictions."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    DirectoryPageFactory,
    FAQIndexPageFactory,
    JurisdictionFactory,
    ObservationFactory,
    QuestionPageFactory,
    StandardPageFactory,
    StatisticFactory,
    private,
    published,
)

ODD = [
    "\x00",
    "arr\x00ests",
    "%",
    "_",
    "*",
    '"',
    '"arrests',
    "'",
    "'; --",
    "(",
    "arrests AND",
    "NOT",
    "OR OR",
    "NEAR(",
    "col:umn",
    "-arrests",
    "\\",
    "<script>alert(1)</script>",
    "é中🙂",
    "a" * 1000,
    "a " * 500,
]


@pytest.fixture
def search(home, client):
    """Search as a visitor does, and parse the page of results."""

    def find(query, **parameters):
        response = client.get("/search/", {"q": query, **parameters})
        assert response.status_code == 200, response.status_code
        return BeautifulSoup(response.content, "html.parser").main

    return find


def test_page_is_found_by_its_title(home, search):
    StandardPageFactory(parent=home, slug="council", title="The partners council")

    main = search("council")

    assert main.find("a", href="/council/").text.strip() == "The partners council"
    assert "1 result" in main.text


def test_page_is_found_by_its_introduction(home, search):
    StandardPageFactory(parent=home, slug="about", lede="It began with an order.")

    assert search("order").find("a", href="/about/")


def test_statistic_is_found_with_its_value_and_source(search):
    published(
        ObservationFactory(
            statistic__slug="arrests",
            statistic__label="Arrests",
            statistic__stage="arrest",
            as_published="3,266",
            source__title="A report",
        )
    )

    main = search("arrests")

    assert main.find("a", href="/record/arrests/")
    for words in ("3,266", "A report", "An arrest is not a conviction."):
        assert words in main.text


def test_statistic_of_another_program_is_told_apart(search):
    published(
        ObservationFactory(
            statistic__label="Arrests",
            statistic__program__name="Another effort",
            statistic__program__is_own=False,
        )
    )

    text = search("arrests").text

    assert "Another effort" in text
    assert "Separate program: not task force results." in text


def test_result_of_one_month_or_place_stands_behind_the_main_one(search):
    for name, is_own, order in [
        ("Another effort", False, 0),
        ("One place", True, 3),
        ("One month", True, 2),
        ("The task force", True, 1),
    ]:
        published(
            ObservationFactory(
                statistic__label="Arrests",
                statistic__program__name=name,
                statistic__program__is_own=is_own,
                statistic__program__order=order,
            )
        )

    text = search("arrests").text

    expected = ["The task force", "One month", "One place", "Another effort"]
    assert sorted(expected, key=text.index) == expected


def test_jurisdiction_is_found_by_its_name(home, search):
    JurisdictionFactory(name="Texas")

    assert search("texas").find("a", href="/regions/texas/").text.strip() == "Texas"


def test_direct_answers_stand_before_pages(home, search):
    DirectoryPageFactory(parent=home, title="Texas and others")
    JurisdictionFactory(name="Texas")

    text = search("texas").text

    assert text.index("Offices and lines to call") < text.index("Texas and others")


def test_drafts_and_private_pages_are_not_found(home, search):
    StandardPageFactory(parent=home, title="Council in draft", live=False)
    parent = private(StandardPageFactory(parent=home, title="Council in private"))
    StandardPageFactory(parent=parent, title="Council below")

    text = search("council").text

    assert "Council in draft" not in text
    assert "Council in private" not in text
    assert "Council below" not in text


def test_unsupported_statistics_and_retired_places_are_not_found(search):
    StatisticFactory(label="Arrests unsupported")
    ObservationFactory(statistic__label="Arrests drafted")
    JurisdictionFactory(name="Arrestsland", is_retired=True)

    text = search("arrests").text

    assert "unsupported" not in text
    assert "drafted" not in text
    assert "Arrestsland" not in text


def test_empty_search_offers_starting_points(search):
    main = search("")

    assert main.find("a", href="/record/")
    assert "result" not in main.text


def test_search_without_results_offers_starting_points(search):
    main = search("nothing")

    assert "Nothing was found" in main.text
    assert main.select(".search-results") == []
    forms = {form["action"] for form in main.find_all("form")}
    assert forms == {"/search/", "/regions/"}
    assert main.find("a", href="/help/")


@pytest.mark.parametrize("query", ODD, ids=range(len(ODD)))
def test_odd_query_never_fails(client, home, query):
    published(ObservationFactory(statistic__label="Arrests"))

    response = client.get("/search/", {"q": query})

    assert response.status_code == 200


def test_query_is_shown_as_text_and_never_as_markup(client, home):
    html = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_null_byte_never_reaches_the_database(client, home):
    with CaptureQueriesContext(connection) as queries:
        client.get("/search/", {"q": "arr\x00ests"})

    assert not any("\x00" in query["sql"] for query in queries)


def test_long_list_comes_in_steps_that_keep_the_words(home, search):
    for number in range(25):
        StandardPageFactory(parent=home, slug=f"council-{number}", title="Council")

    first, second = search("council"), search("council", page=2)

    found = [
        {link["href"] for link in main.find_all("a") if "/council-" in link["href"]}
        for main in (first, second)
    ]
    assert "25 results" in first.text
    assert [len(links) for links in found] == [20, 5]
    assert not found[0] & found[1]
    following = first.find("a", rel="next")["href"]
    assert "q=council" in following
    assert "page=2" in following


@pytest.mark.parametrize("page", ["abc", "0", "-1", "999", "", "1e3", "\x00"])
def test_odd_page_number_never_fails(client, home, page):
    StandardPageFactory(parent=home, title="Council")

    response = client.get("/search/", {"q": "council", "page": page})

    assert response.status_code == 200
    assert "Council" in response.content.decode()


def test_search_costs_the_same_however_many_pages_are_found(
    home, client, count_queries
):
    StandardPageFactory(parent=home, title="Council")
    address = "/search/?q=council"
    client.get(address)  # warm Wagtail's site cache
    few = count_queries(address)
    StandardPageFactory.create_batch(5, parent=home, title="Council")

    assert count_queries(address) == few


def found_by(search, query):
    """Return the addresses that a search leads to, in order."""
    return [link["href"] for link in search(query).select(".search-results h3 a")]


def test_page_is_found_by_its_description(home, search):
    StandardPageFactory(parent=home, slug="weapons", search_description="Illegal guns.")

    assert found_by(search, "guns") == ["/weapons/"]


def test_page_that_asks_the_question_stands_first(home, search):
    StandardPageFactory(parent=home, slug="council", lede="It leads. " * 50)
    StandardPageFactory(parent=home, slug="who-leads-it", title="Who leads it?")
    StandardPageFactory(parent=home, slug="partners", lede="Somebody leads them. " * 9)

    first, *others = found_by(search, "leads")

    assert first == "/who-leads-it/"
    assert set(others) == {"/council/", "/partners/"}


def test_answers_stand_before_other_pages(home, search):
    StandardPageFactory(parent=home, slug="short", title="Short", lede="It pays.")
    faq = FAQIndexPageFactory(parent=home, slug="faq")
    QuestionPageFactory(
        parent=faq, slug="money", title="How is all of it funded?", lede="Who pays."
    )

    assert found_by(search, "pays") == ["/faq/money/", "/short/"]


@pytest.mark.parametrize(
    "question", ["Who pays for it?", "who pays", "How is it paid for, and who pays?"]
)
def test_question_is_looked_for_by_its_subject(home, search, question):
    StandardPageFactory(parent=home, slug="money", lede="Congress pays.")
    StandardPageFactory(
        parent=home, slug="people", lede="Who it is, and how it is for."
    )

    assert found_by(search, question) == ["/money/"]


def test_words_that_make_a_question_can_be_looked_for_by_themselves(home, search):
    """PostgreSQL leaves out most of them anyway, but not this one."""
    StandardPageFactory(parent=home, slug="many", title="How many take part?")

    assert found_by(search, "many") == ["/many/"]
