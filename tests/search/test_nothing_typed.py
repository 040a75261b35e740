"""What is typed goes to no database, so that no log of one can have it."""

import logging
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    DirectoryPageFactory,
    HelpPageFactory,
    JurisdictionFactory,
    StandardPageFactory,
)

MADE_UP = "zorblefax"
SEARCHES = [
    MADE_UP,
    f"counsil {MADE_UP}",
    f"{MADE_UP} Texas",
    f"FBI {MADE_UP}",
    f"¿quién es {MADE_UP}?",
    f"{MADE_UP} is following me",
    f"{MADE_UP} 8675309 3,266",
    f'"{MADE_UP}" OR 1=1 --',
]


@pytest.fixture
def small_site(home, search_index):
    HelpPageFactory(parent=home, slug="help")
    DirectoryPageFactory(parent=home, slug="regions")
    JurisdictionFactory(name="Texas", code="TX", slug="texas")
    StandardPageFactory(parent=home, slug="council", title="The partners council")


@pytest.mark.parametrize("more", [{}, {"page": "2"}, {"exactly": "1"}])
def test_no_statement_and_no_line_of_a_log_has_a_word_of_it(
    small_site, client, caplog, more
):
    with CaptureQueriesContext(connection) as queries, caplog.at_level(logging.DEBUG):
        for text in SEARCHES:
            got = client.get("/search/", {"q": text, **more})
            assert got.status_code == 200

    assert queries.captured_queries
    said = [query["sql"] for query in queries.captured_queries]
    said += [record.getMessage() for record in caplog.records]
    for word in (MADE_UP, "8675309", urlencode({"q": SEARCHES[4]})):
        assert [line for line in said if word in line.lower()] == []
