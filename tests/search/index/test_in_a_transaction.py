"""In a transaction the generation says nothing: each search compares."""

import pytest
from django.db import transaction
from tantivy import Query

from search.index import searcher
from search.index.schema import schema
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.usefixtures("search_index")


def found(word):
    query = Query.term_query(schema(), "words", word)
    return [entry.title for _score, entry in searcher().search(query, 10)]


def test_search_sees_what_is_not_committed_and_forgets_what_is_undone(home):
    with transaction.atomic():
        StandardPageFactory(parent=home, title="Zebras")
        assert found("zebras") == ["Zebras"]
        transaction.set_rollback(True)

    assert found("zebras") == []
