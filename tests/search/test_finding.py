"""From words to results: what is found, in which order, and with what around it."""

import pytest
from django.db import OperationalError
from django.test.utils import override_settings

from page_cache.request_cache import loaded
from search import finding
from search.entries.entry import SearchEntry
from search.finding import MOST_PAGES, PER_PAGE, find
from tests.factories import (
    NationalLineFactory,
    QuestionPageFactory,
    SearchBestAnswerFactory,
    SearchMeaningFactory,
    StandardPageFactory,
    published,
)
from understanding.context import (
    beginning,
    beginnings,
    context_of as context_in,
    row_of,
)
from understanding.tidying import stem
from understanding.understood import Concept, Way


@pytest.fixture
def pages(home, search_index):
    return {
        "charter": StandardPageFactory(parent=home, title="The charter"),
        "council": StandardPageFactory(parent=home, title="The partners council"),
        "charters": StandardPageFactory(
            parent=home, title="Charters and their history"
        ),
    }


def titles(found):
    return [hit.entry.title for hit in found.hits]


def test_whole_title_comes_before_a_part_of_one(pages):
    assert titles(find("charter")) == ["The charter", "Charters and their history"]


@pytest.mark.parametrize(
    "text",
    ["council", "councils", "COUNCIL", "cóuncil", "counc", "councel", "who council"],
)
def test_word_is_found_in_every_form(pages, text):
    assert titles(find(text)) == ["The partners council"]


def test_corrected_word_is_told_and_can_be_undone(pages):
    assert find("councel").corrected == "council"
    exactly = find("councel", as_typed=True)
    assert (exactly.corrected, exactly.hits) == ("", ())


def test_meaning_that_an_editor_adds_finds_the_words_of_the_site(pages):
    assert titles(find("board")) == []

    published(SearchMeaningFactory(phrases="board", means="council"))
    loaded.clear()

    assert titles(find("board")) == ["The partners council"]


def test_best_answer_comes_first_and_says_so(pages):
    target = [("page", pages["council"])]
    published(SearchBestAnswerFactory(phrases="the charter", target=target))
    loaded.clear()

    first, *others = find("charter").hits

    assert (first.entry.title, first.is_best_answer) == ("The partners council", True)
    assert not any(hit.is_best_answer for hit in others)
    assert titles(find("charter history"))[0] == "Charters and their history"


def test_question_shows_the_first_sentence_that_its_page_prints(home, search_index):
    QuestionPageFactory(
        parent=home,
        title="Who leads it?",
        lede="Two agencies lead it. A council helps.",
    )

    (hit,) = find("who leads it").hits

    assert hit.entry.answer == "Two agencies lead it."


def test_withdrawn_page_is_not_found(pages):
    pages["council"].unpublish()

    assert titles(find("council")) == []


def test_line_for_a_cry_stands_whatever_is_found(pages):
    NationalLineFactory(slug="988")

    found = find("i want to kill myself")

    assert (found.distress, found.hits) == (("988",), ())


def test_many_results_are_divided_into_pages(home, search_index):
    for number in range(PER_PAGE + 3):
        QuestionPageFactory(parent=home, title=f"Question {number} on charters")

    first, second = find("charters"), find("charters", number=2)

    assert (len(first.hits), first.has_more) == (PER_PAGE, True)
    assert (len(second.hits), second.has_more) == (3, False)
    assert not {hit.entry.key for hit in first.hits} & {
        hit.entry.key for hit in second.hits
    }
    assert find("charters", number=10**9).number == MOST_PAGES
    assert find("charters", number=-5).number == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "'",
        '"',
        '"""',
        "\\",
        "\ud800",
        "\u202e\u2066",
        "\x01\x02\x7f\x85",
        "AND",
        "charter AND NOT (title:council OR *)^9~2",
        "title:charter",
        "/.*/",
        "[a TO b]",
        "charter" * 1_500,
        "charter " * 1_500,
        "1" * 10_000,
        "9,999,999,999,999,999,999 million billion",
        "\u0645\u0633\u0627\u0639\u062f\u0629 \u05e2\u05d6\u05e8\u05d4",
        "\U0001f600\U0001f468\u200d\U0001f469",
        "%s %d {} {0} {x}",
        "0x0 1e999 nan inf",
    ],
)
def test_whatever_is_typed_gives_findings(pages, text):
    found = find(text)

    assert len(found.query) <= 200
    assert find(text, as_typed=True).number == 1


@override_settings(SEARCH_INDEX=None)
def test_without_an_index_cries_are_heard(db):
    found = find("me siguen")

    assert (found.distress, found.language, found.is_complete) == (
        ("emergency",),
        "es",
        False,
    )


def test_without_a_database_cries_are_heard(db, monkeypatch):
    def fail():
        raise OperationalError

    monkeypatch.setattr(finding, "known_steering", fail)
    monkeypatch.setattr("understanding.place_words.known_directory", fail)

    assert find("suicide").distress == ("988",)
    assert find("el paso").place == ""


# The words around


def context_of(entry, concepts):
    return context_in(entry.answer, entry.text, concepts)


def looked_for(*stems):
    return [Concept(stems, tuple(Way((each,)) for each in stems))]


def test_words_found_are_shown_in_their_sentence():
    text = "Before. " * 40 + "The charter was signed in Tampa. " + "After. " * 40
    entry = SearchEntry("page:1", "/", "Title", text=text)

    context = context_of(entry, looked_for("charter", "sign"))

    words = "".join(words for words, _is_found in context)
    assert "The charter was signed in Tampa." in words
    assert words.startswith("\u2026 ")
    assert words.endswith(" \u2026")
    assert [words for words, is_found in context if is_found] == ["charter", "signed"]
    assert len(words) < 250


def test_words_around_are_of_one_paragraph_and_rather_of_a_sentence():
    text = "Charter in Tampa\nRegional\nWhoever signed the charter is not named there."
    entry = SearchEntry("page:1", "/", "Title", text=text)

    context = context_of(entry, looked_for("charter"))

    words = "".join(words for words, _is_found in context)
    assert words == "Whoever signed the charter is not named there."


def test_answer_is_shown_once_if_it_says_as_much():
    answer, text = "It has no charter.", "The charter of another body is public here."
    entry = SearchEntry(
        "page:1", "/", "Title", text=f"{answer} Why?\n{text}", answer=answer
    )

    def shown(*stems):
        return "".join(
            words for words, _is_found in context_of(entry, looked_for(*stems))
        )

    assert shown("charter") == answer
    assert shown("charter", "bodi") == text


def test_words_after_signs_that_fold_to_more_letters_are_marked_whole():
    text = "Œuvre de la Æsir: Straße, the Charter of Tampa."
    entry = SearchEntry("page:1", "/", "Title", text=text)

    context = context_of(entry, looked_for("charter"))

    assert [words for words, is_found in context if is_found] == ["Charter"]
    assert "".join(words for words, _is_found in context) == text


def test_small_words_are_not_marked():
    entry = SearchEntry("page:1", "/", "Title", text="How many arrests the surge made.")

    context = context_of(entry, looked_for("how", "mani", "arrest"))

    assert [words for words, is_found in context if is_found] == ["arrests"]
    assert context_of(entry, looked_for("how")) == ()


def test_text_without_the_words_shows_none():
    entry = SearchEntry("page:1", "/", "Title", text="Nothing of it. Family charting.")

    assert context_of(entry, looked_for("charter")) == ()
    assert context_of(entry, looked_for("famili"))[1] == ("Family", True)


def test_nothing_that_was_typed_stays_in_the_memory(pages):
    assert find("charter counzel").hits

    caches = (beginning, beginnings, row_of, stem)
    assert [cache.cache_info().currsize for cache in caches] == [0, 0, 0, 0]
