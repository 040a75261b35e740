"""What is looked at closely, if more entries have a word than one can go through."""

import datetime

import pytest

from search.entries.entry import SearchEntry
from search.index.reading import IndexSearcher, State
from search.index.schema import document
from search.index.writing import created, stating
from search.matching import candidates as module
from search.matching.candidates import MOST_HITS, MOST_OF_CORE, candidates
from understanding.understood import Concept, Way

ARTICLES, PAGES = 400, 40
FIRST_DAY = datetime.date(2020, 1, 1).toordinal()
OLDEST, NEWEST = f"news:{FIRST_DAY}", f"news:{FIRST_DAY + ARTICLES - 1}"


def article(day):
    words = "A zebra and a heron" if f"news:{day}" == OLDEST else "A heron"
    text = "Of a marmot." if f"news:{day}" == NEWEST else "Of a walrus."
    return SearchEntry(f"news:{day}", f"/news/{day}/", words, text=text, order=-day)


def page(number):
    text = "A heron is met here. " + "Much else is said. " * 20 * number
    return SearchEntry(f"page:{number}", f"/{number}/", "About", text=text)


@pytest.fixture
def index(tmp_path):
    """Hold one article for each day, and a few pages with longer and longer texts."""
    made = created(tmp_path)
    writer = made.writer(15_000_000, 1)
    for entry in [
        *(article(FIRST_DAY + day) for day in range(ARTICLES)),
        *(page(number) for number in range(PAGES)),
    ]:
        writer.add_document(document(entry, 1))
    writer.add_document(stating(State(1, "2026-01-01")))
    writer.commit()
    writer.wait_merging_threads()
    made.reload()
    return IndexSearcher(made)


@pytest.fixture
def few(monkeypatch):
    """Let an index of a few hundred entries be a large one."""
    monkeypatch.setattr(module, "FEW", 10)
    monkeypatch.setattr(module, "MOST_GONE_THROUGH", 50)
    monkeypatch.setattr(module, "NEWEST", 20)


def keys(index, *stems):
    concepts = [Concept((stem,), (Way((stem,)),)) for stem in stems]
    return [entry.key for _score, entry in candidates(index, concepts)]


def test_common_word_finds_the_newest_articles(index, few):
    found = [key for key in keys(index, "heron") if key.startswith("news:")]

    assert NEWEST in found
    assert OLDEST not in found
    # As many as asked for, and the rest of their week.
    assert 20 <= len(found) <= 26


def test_common_word_finds_what_is_no_article_as_well(index, few):
    """A hundred thousand articles with a word do not hide the page about it."""
    found = keys(index, "heron")

    assert len([key for key in found if key.startswith("page:")]) >= MOST_OF_CORE
    assert len(set(found)) == len(found) <= MOST_HITS


def test_rare_word_beside_common_ones_is_found_in_an_old_article(index, few):
    assert keys(index, "heron", "walrus", "zebra")[0] == OLDEST
    assert keys(index, "zebra") == [OLDEST]


def test_nothing_without_one_of_the_words_is_found(index, few):
    assert keys(index, "puffin") == []
    found = keys(index, "walrus")
    assert found
    assert NEWEST not in found
    assert not [key for key in found if key.startswith("page:")]


def test_in_a_small_index_all_entries_are_gone_through(index):
    assert keys(index, "heron", "zebra")[0] == OLDEST
    assert len(keys(index, "heron")) == MOST_HITS
