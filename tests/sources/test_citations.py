"""Citations on a finished page: numbers, notes, and what shows nothing of them."""

import datetime
import json
import re

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.template import engines
from wagtail.models import ReferenceIndex
from wagtail.rich_text import expand_db_html

from core.rich_text import CheckedRichTextArea
from core.structured_data import plain
from page_cache.request_cache import caching_for_request
from sources.citations.finished_page import PLACE, numbered
from sources.citations.marks import CitedPassage
from sources.citations.rich_text import check, written
from sources.templatetags.citations import noted
from tests.factories import (
    FAQIndexPageFactory,
    QuestionGroupFactory,
    QuestionPageFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

ODD = 'He said "a > b & c", <b>½</b> {{ x }} \\d'


@pytest.fixture
def statement():
    return SourceFactory(title="Statement", slug="statement")


@pytest.fixture
def order():
    return SourceFactory(title="Order", slug="order")


def sentence(words, *cited):
    """A sentence, cited by pairs of a source and its words."""
    marks = "".join(written(CitedPassage(source.pk, quote)) for source, quote in cited)
    return expand_db_html(f"<p>{words}{marks}</p>")


def section(heading, *sentences):
    return noted(f"<section><h2>{heading}</h2>{''.join(sentences)}</section>")


def page(*sections):
    return BeautifulSoup(numbered("".join(sections)), "html.parser")


def numbers(soup):
    return [mark.text for mark in soup.select("[role=doc-noteref]")]


def test_numbers_belong_to_sources_in_the_order_of_the_page(statement, order):
    soup = page(
        section("One", sentence("A.", (order, "a")), sentence("B.", (statement, "b"))),
        section("Two", sentence("C.", (order, "c"))),
    )

    assert numbers(soup) == ["1", "2", "1"]
    mark = soup.select_one("[role=doc-noteref]")
    assert mark["aria-label"] == "source 1"
    assert mark.find_parent("p").text == "A.1"


def test_each_section_has_the_notes_of_what_it_cites(statement, order):
    soup = page(
        section("One", sentence("A.", (order, "a")), sentence("B.", (statement, "b"))),
        section("Two", sentence("C.", (order, "c"))),
    )

    first, second = soup.select("section > [role=doc-endnotes]")
    assert first["aria-label"] == "Sources: One"
    assert [row["value"] for row in first.select("li")] == ["1", "2"]
    assert [row["value"] for row in second.select("li")] == ["1"]
    assert first.q.text == "a"
    assert second.q.text == "c"
    assert first.a["href"] == "/record/sources/order/"


def test_every_mark_leads_to_its_note_and_every_note_back(statement, order):
    soup = page(
        section("One", sentence("A.", (order, "a"), (statement, "a"))),
        section("Two", sentence("B.", (order, "a")), sentence("C.", (order, "c"))),
    )

    for mark in soup.select("[role=doc-noteref]"):
        note = soup.find(id=mark["href"][1:])
        assert note["value"] == mark.text
        assert note.find("a", role="doc-backlink", href=f"#{mark['id']}")
    for back in soup.select("[role=doc-backlink]"):
        assert len(soup.select(back["href"])) == 1
    anchors = [tag["id"] for tag in soup.select("[id]")]
    assert len(anchors) == len(set(anchors))


def test_one_place_shows_each_source_once(statement):
    soup = page(section("One", sentence("A.", (statement, "a"), (statement, "b"))))

    assert numbers(soup) == ["1"]
    assert [quote.text for quote in soup.select("li q")] == ["a", "b"]
    for back in soup.select("[role=doc-backlink]"):
        assert len(soup.select(back["href"])) == 1


def test_words_cited_twice_are_printed_once(statement):
    cited = sentence("A.", (statement, "a"))

    soup = page(section("One", cited, cited))

    assert [quote.text for quote in soup.select("li q")] == ["a"]
    assert len(soup.select("[role=doc-backlink]")) == 2


@pytest.mark.parametrize(
    ("day", "told"), [("2025-11-18", 1), ("2025-11-19", 2), ("", 1)]
)
def test_note_says_the_day_of_the_source_once(day, told):
    release = SourceFactory(title="Release", date=datetime.date(2025, 11, 18))
    mark = written(CitedPassage(release.pk, "a", day))

    soup = page(section("One", expand_db_html(f"<p>A.{mark}</p>")))

    assert len(re.findall(r"November \d+, 2025", soup.li.text)) == told


def test_mark_stays_with_its_sentence():
    source = SourceFactory()
    html = (
        f"<p>A.\n   {CitedPassage(source.pk, 'a').mark}\n  {CitedPassage(0).mark}</p>"
    )

    assert numbered(html).startswith('<p>A.<sup class="cite">')


def test_two_groups_of_notes_under_one_heading_have_two_names(statement):
    soup = page(
        section("One", sentence("A.", (statement, "a"))),
        section("One", sentence("B.", (statement, "b"))),
    )

    names = [notes["aria-label"] for notes in soup.select("[role=doc-endnotes]")]
    assert len(set(names)) == 2


def test_what_no_section_takes_stands_at_the_end(statement):
    soup = page(sentence("A.", (statement, "a")))

    assert soup.select("[role=doc-endnotes] q")[0].text == "a"


@pytest.mark.parametrize(
    ("around", "inside"),
    [("section", True), ("div", True), ("li", True), ("p", False), ("ul", False)],
)
def test_notes_stand_at_the_end_of_what_can_hold_them(statement, around, inside):
    mark = CitedPassage(statement.pk, "a").mark

    soup = page(noted(f"<{around}>A.{mark}</{around}>"))

    assert bool(soup.find(around).find(role="doc-endnotes")) is inside
    assert soup.find(role="doc-endnotes")


def test_section_without_citations_has_no_place(statement):
    assert noted("<section><p>A.</p></section>") == "<section><p>A.</p></section>"
    assert numbered(f"<p>A.</p>{PLACE}") == "<p>A.</p>"


def test_source_that_is_gone_leaves_the_sentence(statement):
    gone = CitedPassage(statement.pk + 1_000, "a").mark

    assert numbered(noted(f"<section><p>A.{gone}</p></section>")) == (
        "<section><p>A.</p></section>"
    )


@pytest.mark.parametrize("quote", [ODD, "", "“Sinaloa” \N{EN DASH} $215M"])
def test_any_words_survive_the_editor_and_the_page(statement, quote):
    stored = f"<p>A.{written(CitedPassage(statement.pk, quote, '2025-11-18'))} B.</p>"
    field = CheckedRichTextArea(features=["citation"])

    state = field.format_value(stored)
    again = field.value_from_datadict({"text": state}, {}, "text")
    soup = page(section("One", expand_db_html(again)))

    assert [tag.text for tag in soup.select("li q")] == [quote] * bool(quote)
    assert soup.select_one("li time")["datetime"] == "2025-11-18"
    assert soup.p.text == "A.1 B."


def test_editor_sees_source_and_first_words(statement):
    stored = (
        f"<p>A.{written(CitedPassage(statement.pk, 'one two three four five'))}</p>"
    )

    state = CheckedRichTextArea(features=["citation"]).format_value(stored)

    text = json.loads(state)["blocks"][0]["text"]
    assert text == "A.[Statement: “one two three four…”]"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"quote": "word " * 61}, "at most 60 words"),
        ({"quote": "x" * 401}, "too long"),
        ({"quote": "two\nlines"}, "line break"),
        ({"as_of": "tomorrow"}, "no day"),
        ({"as_of": "2999-01-01"}, "still to come"),
        ({"quote": ["a"]}, "Insert it again"),
    ],
)
def test_what_no_citation_can_hold_is_refused(data, message):
    with pytest.raises(ValidationError, match=message):
        check(data)


def test_plain_text_shows_nothing_of_a_citation(statement):
    assert plain(sentence("A.", (statement, "a"))) == "A."


def test_source_knows_who_cites_it_in_the_text(statement):
    question = QuestionPageFactory(
        parent=FAQIndexPageFactory(),
        group=QuestionGroupFactory(),
        body=[("text", f"<p>A.{written(CitedPassage(statement.pk, 'a'))}</p>")],
    )

    found = ReferenceIndex.get_references_to(statement)

    assert {row.object_id for row in found} == {str(question.pk)}


def test_templates_mark_what_has_a_source(statement):
    template = engines["django"].from_string(
        "{% load citations %}{% cited %}"
        "<p>A.{% marks one many nothing %}</p>{% endcited %}"
    )
    one = SourceCited(statement.pk, "a")
    context = {"one": one, "many": [one, SourceCited(None, "b")], "nothing": None}

    soup = BeautifulSoup(template.render(context), "html.parser")

    assert numbers(soup) == ["1"]
    assert [quote.text for quote in soup.select("li q")] == ["a"]


class SourceCited:
    as_of = None

    def __init__(self, source_id, quote):
        self.source_id, self.quote = source_id, quote


def test_a_page_is_numbered_with_one_query(statement, order, django_assert_num_queries):
    text = section("One", sentence("A.", (statement, "a"), (order, "b")))

    with django_assert_num_queries(1):
        numbered(text * 20)


def test_longest_page_grows_by_few_bytes(statement, order):
    """120 citations of 25 words each, as no page of ours has them."""
    words = " ".join(f"word{number}" for number in range(25))
    cited = [
        sentence(f"Sentence {n}.", (statement, f"{words} {n}")) for n in range(120)
    ]
    text = section("One", *cited)

    assert len(numbered(text)) < 900 * 120
    assert not re.search(r"cite-mark|cite-notes></", numbered(text))


def test_form_loads_the_sources_of_a_text_at_once(
    statement, order, django_assert_num_queries
):
    text = "".join(
        f"<p>A.{written(CitedPassage(source.pk, 'a'))}</p>"
        for source in [statement, order] * 10
    )

    with caching_for_request(), django_assert_num_queries(1):
        CheckedRichTextArea(features=["citation"]).format_value(text)
