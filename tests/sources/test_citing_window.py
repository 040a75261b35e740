"""The window in which an editor cites: first a source, then its exact words."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from sources.citations.marks import CitedPassage
from sources.citations.rich_text import written
from tests.factories import SourceFactory, StandardPageFactory, published

pytestmark = pytest.mark.django_db

CHOOSE = reverse("citation_chooser:choose")


def step(source, **query):
    return reverse("citation_chooser:chosen", args=[source.pk], query=query)


def listed(admin, **query):
    html = admin.get(CHOOSE, query).json()["html"]
    rows = BeautifulSoup(html, "html.parser").select("tbody tr")
    return [row.find("a").get_text(strip=True) for row in rows]


def shown(answer):
    assert answer.json()["step"] == "words"
    return BeautifulSoup(answer.json()["html"], "html.parser")


def cite(admin, source, **data):
    return admin.post(step(source), {"quote": "", "as_of": "", **data})


def test_source_that_was_cited_last_stands_first(admin, home):
    _never, older, newer = (SourceFactory(title=each) for each in ("N", "O", "L"))
    for source in (newer, older, newer):
        html = f"<p>So.{written(CitedPassage(source.pk, 'so', ''))}</p>"
        body = [("section", {"heading": "One", "text": html})]
        published(StandardPageFactory(parent=home, body=body))

    assert listed(admin) == ["L", "O", "N"]


def test_retired_source_is_not_offered(admin):
    SourceFactory(title="Old", is_retired=True)
    SourceFactory(title="New")

    assert listed(admin) == ["New"]


def test_sources_are_searched_by_their_publisher_too(admin):
    SourceFactory(title="One", publisher="The White House")
    SourceFactory(title="Two")

    assert listed(admin, q="white") == ["One"]


def test_second_step_shows_the_source_and_asks_for_its_words(admin):
    source = SourceFactory(title="A report", url="https://example.org/report")

    window = shown(admin.get(step(source)))

    assert "A report" in window.get_text()
    assert window.find("a", href=source.url)
    assert window.find("textarea", attrs={"name": "quote"}).text.strip() == ""
    assert window.find("a", attrs={"data-other-source": True})["href"] == CHOOSE
    assert not window.find(attrs={"data-remove": True})


def test_citation_that_is_changed_opens_with_what_it_says(admin):
    given = {"quote": "so “it” is", "as_of": "2025-11-18", "edited": 1}

    window = shown(admin.get(step(SourceFactory(), **given)))

    assert window.find("textarea").text.strip() == "so “it” is"
    assert window.find("input", attrs={"name": "as_of"})["value"] == "2025-11-18"
    assert window.find(attrs={"data-remove": True})
    assert not window.find("input", attrs={"name": "has_no_words"}).has_attr("checked")


def test_citation_without_words_says_so_when_it_is_changed(admin):
    window = shown(admin.get(step(SourceFactory(), quote="", edited=1)))

    assert window.find("input", attrs={"name": "has_no_words"}).has_attr("checked")


def test_editor_gets_what_to_store_and_what_to_show(admin):
    source = SourceFactory(title="A report")

    answer = cite(
        admin, source, quote="so it is\n said by\tall", as_of="2025-11-18"
    ).json()

    assert answer == {
        "step": "cited",
        "result": {
            "id": str(source.pk),
            "quote": "so it is said by all",
            "as_of": "2025-11-18",
            "string": "[A report: “so it is said…”]",
        },
    }


def test_source_may_have_no_words(admin):
    source = SourceFactory(title="A map")

    result = cite(admin, source, has_no_words="on").json()["result"]

    assert (result["quote"], result["string"]) == ("", "[A map]")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({}, "Copy the words that say it"),
        ({"quote": " \n "}, "Copy the words that say it"),
        ({"quote": "word " * 61}, "At most 60 words"),
        ({"quote": "w" * 401}, "at most 400 characters"),
        ({"quote": "so", "as_of": "yesterday"}, "Enter a valid date"),
        (
            {"quote": "so", "as_of": timezone.localdate() + datetime.timedelta(2)},
            "still to come",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field(admin, data, problem):
    window = shown(cite(admin, SourceFactory(), **data))

    (message,) = window.select(".error-message")
    assert problem in message.get_text()
    assert window.select("[aria-invalid=true]")


@pytest.mark.parametrize("key", ["0", "999", "abc"])
def test_source_that_is_not_there_is_not_cited(admin, key):
    path = reverse("citation_chooser:chosen", args=[key])

    assert admin.get(path).status_code == 404
    assert admin.post(path, {"quote": "so"}).status_code == 404


def test_only_editors_get_the_window(client):
    for path in (CHOOSE, step(SourceFactory())):
        assert client.get(path).status_code in {302, 403}
