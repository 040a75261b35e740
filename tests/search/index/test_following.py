"""The index shows what readers see, and only that."""

import pytest
from tantivy import Query

from search.index import searcher
from search.index.analysis import english
from search.index.schema import schema
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.usefixtures("search_index")


def found(word, field="title"):
    query = Query.term_query(schema(), field, english().analyze(word)[0])
    return [entry.title for _score, entry in searcher().search(query, 10)]


def test_page_is_found_as_soon_as_it_is_public(home):
    assert found("councils") == []

    StandardPageFactory(parent=home, slug="council", title="The partners council")

    assert found("councils") == ["The partners council"]


def test_nothing_is_found_without_an_index(home, settings):
    settings.SEARCH_INDEX = None

    assert searcher() is None
