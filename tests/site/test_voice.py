"""The seeded site keeps to docs/style.md."""

from collections import Counter
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from pages.voice.audit import ABOUT_THE_SITE, PageVoice, bodies
from pages.voice.grade import grade
from pages.voice.marks import marks
from pages.voice.passages import main_of, passages, sentences
from pages.voice.speaking import speaks

pytestmark = pytest.mark.django_db

MOST_ABOUT_SOURCES = 0.08
MOST_ON_A_PAGE = 0.2
# On a shorter page one sentence is already more than that.
FEWEST_SENTENCES = 10
MOST_THIS_SITE = 40
HIGHEST_GRADE = 8.0
HIGHEST_OF_A_PAGE = 10.0
# These quote law at length.
QUOTES_LAW: set[str] = set()

UNCITED = yaml.safe_load((Path(__file__).parent / "uncited.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def site_voice(paths, visitor):
    """Every page of the sitemap, as a visitor reads it."""
    return [
        PageVoice(path, passages(main_of(visitor.get(path).content))) for path in paths
    ]


@pytest.fixture(scope="module")
def editorial(site_voice):
    return [page for page in site_voice if page.is_editorial]


@pytest.fixture(scope="module")
def marked():
    return marks(settings.BASE_DIR / "fixtures")


def found_in(pages, list_of):
    """List what is found on each page, one line each, for the message of a failure."""
    return [f"{page.path}: {text}" for page in pages for text in list_of(page)]


def test_sentences_about_sources_are_few(editorial):
    all_sentences = found_in(editorial, lambda page: page.sentences)
    speaking = found_in(editorial, lambda page: page.speaking)

    assert len(speaking) / len(all_sentences) <= MOST_ABOUT_SOURCES, speaking


def test_no_page_speaks_mostly_of_its_sources(editorial):
    assert [
        (page.path, f"{page.share:.0%}")
        for page in editorial
        if len(page.sentences) >= FEWEST_SENTENCES and page.share > MOST_ON_A_PAGE
    ] == []


def test_every_sentence_that_names_who_speaks_is_marked(editorial, marked):
    assert found_in(editorial, lambda page: page.unmarked(marked)) == []


def test_every_mark_stands_behind_a_sentence_that_needs_it(site_voice, marked):
    """A mark that is left over would excuse what nobody has looked at."""
    read = "\n".join(found.text for page in site_voice for found in page.passages)

    assert [mark for mark in marked if not speaks(mark.sentence)] == []
    assert [mark for mark in marked if not mark.stands_in(read)] == []


def test_no_mark_is_a_comment_that_excuses_nothing():
    folder = settings.BASE_DIR / "fixtures"

    assert [
        path.name
        for path in folder.rglob("*.yaml")
        if "# attributed" in path.read_text("utf-8")
    ] == []


def test_only_pages_about_the_site_say_this_site(site_voice):
    said = [page.path for page in site_voice for _ in range(page.of_itself)]

    assert len(said) <= MOST_THIS_SITE, Counter(said)
    assert [path for path in said if not ABOUT_THE_SITE.fullmatch(path)] == []


def test_pages_are_easy_to_read(editorial):
    assert grade(each for page in editorial for each in page.sentences) <= HIGHEST_GRADE
    assert [
        (page.path, round(page.grade, 1))
        for page in editorial
        if page.grade > HIGHEST_OF_A_PAGE and page.path not in QUOTES_LAW
    ] == []


def test_everything_checkable_is_cited(editorial):
    names = bodies()
    excused = [(each["page"], each["text"]) for each in UNCITED]

    assert all(each["reason"].strip() for each in UNCITED)
    assert [
        (page.path, text)
        for page in editorial
        for text in page.without_citation(names)
        if not any(
            page.path == path and text.startswith(begin) for path, begin in excused
        )
    ] == []


def test_every_exception_is_still_needed(editorial):
    names = bodies()
    left = [
        (page.path, text) for page in editorial for text in page.without_citation(names)
    ]

    assert [
        each
        for each in UNCITED
        if not any(
            path == each["page"] and text.startswith(each["text"])
            for path, text in left
        )
    ] == []


def test_no_cell_says_that_it_is_empty(site_voice):
    assert found_in(site_voice, lambda page: page.empty_cells) == []


def test_descriptions_for_searches_are_in_the_same_voice(paths, visitor, marked):
    said = {
        path: visitor.soup(path).find("meta", attrs={"name": "description"})["content"]
        for path in paths
        if not ABOUT_THE_SITE.fullmatch(path)
    }

    assert [
        (path, sentence)
        for path, words in said.items()
        for sentence in sentences(words)
        if speaks(sentence) and not any(mark.covers(sentence) for mark in marked)
    ] == []
