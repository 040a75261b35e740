"""What the live check does if the database does not answer."""

import pytest
from django.db import OperationalError, connection

from page_cache.apps import site_generation
from search.checking import LastFailure, still_public
from search.entries.entry import SearchEntry

PAGE = SearchEntry("page:1", "/about/", "About")
QUESTION = SearchEntry("question:2", "/faq/who/", "Who?")
AGENCY = SearchEntry("agency:3", "/agencies/#fbi", "FBI")
OFFICE = SearchEntry("office:4", "/regions/texas/?office=fbi-houston", "FBI Houston")


@pytest.fixture
def is_away(db, monkeypatch):
    """Let the database refuse everything, and count how often it is asked."""
    asked = []

    def refuse(*args, **kwargs):
        asked.append(args)
        raise OperationalError("the connection is closed")

    with monkeypatch.context() as until_then:
        until_then.setattr(connection, "cursor", refuse)
        until_then.setattr(LastFailure, "at", float("-inf"))
        until_then.setattr(site_generation(), "withdrawn", {})
        yield asked


def test_without_the_database_only_pages_are_shown(is_away):
    found = still_public([OFFICE, PAGE, QUESTION], 1)

    assert found.entries == [PAGE, QUESTION]
    assert not found.is_complete


def test_what_is_known_to_be_withdrawn_is_not_shown(is_away):
    site_generation().withdrawn |= {"/faq/": 5, "/agencies/fbi/": 5}

    assert still_public([PAGE, QUESTION, AGENCY], 4).entries == [PAGE]
    # An index that is newer than that has only what came back since.
    assert still_public([PAGE, QUESTION, AGENCY], 5).entries == [PAGE, QUESTION, AGENCY]


def test_database_that_is_away_is_left_alone_for_a_while(is_away):
    still_public([PAGE], 1)
    still_public([PAGE], 1)

    assert len(is_away) == 1
