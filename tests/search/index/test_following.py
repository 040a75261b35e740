"""The index follows what readers see, whoever searches or publishes."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from tantivy import Query

from page_cache.apps import site_generation
from search.index import following, searcher
from search.index.following import FollowingIndex, followed
from search.index.schema import schema
from stats.models import Observation
from stats.rich_text import written
from tests.factories import (
    ObservationFactory,
    RecordPageFactory,
    StandardPageFactory,
    StatisticFactory,
    published,
)
from understanding.terms import english

pytestmark = pytest.mark.usefixtures("search_index")


@pytest.fixture
def db(committing):
    """Commit, so that the generation says whether anything has changed."""


def found(word, field="title"):
    query = Query.term_query(schema(), field, english().analyze(word)[0])
    return [entry.title for _score, entry in searcher().search(query, 10)]


def test_page_is_found_as_soon_as_it_is_public(home):
    assert found("councils") == []

    StandardPageFactory(parent=home, slug="council", title="The partners council")

    assert found("councils") == ["The partners council"]


def test_changed_page_is_found_by_its_new_words_only(home):
    page = StandardPageFactory(parent=home, title="Zebras")
    assert found("zebra") == ["Zebras"]

    page.title = "Llamas"
    page.save()

    assert found("zebra") == []
    assert found("llama") == ["Llamas"]


def test_nothing_is_found_without_an_index(home, settings):
    settings.SEARCH_INDEX = None

    assert searcher() is None


def test_without_a_change_only_the_generation_is_asked_for(
    home, django_assert_num_queries
):
    searcher()

    with django_assert_num_queries(1):
        searcher()


def test_whatever_is_written_changes_nothing_of_what_is_being_read(home):
    before = searcher()
    StandardPageFactory(parent=home, title="Zebras")
    after = searcher()

    assert len(after) == len(before) + 1
    assert before.stamp < after.stamp


@pytest.fixture
def page_with_figure(home):
    RecordPageFactory(parent=home)
    figure = StatisticFactory(label="Zebras", unit="zebras")
    published(ObservationFactory(statistic=figure, as_published="345"))
    text = f"<p>There are {written(figure.pk)}.</p>"
    page = StandardPageFactory(
        parent=home, title="Zoo", body=[("section", {"heading": "A", "text": text})]
    )
    return published(page), figure


def text_of(page):
    return searcher().entry(f"page:{page.pk}").text


def test_page_follows_the_figures_in_its_text(page_with_figure):
    page, figure = page_with_figure
    assert "There are 345 zebras." in text_of(page)

    old = figure.observations.get()
    new = ObservationFactory(
        statistic=figure,
        as_published="678",
        supersedes=old,
        change_kind="revision",
        change_reason="Counted again.",
    )
    published(new)

    assert "There are 678 zebras." in text_of(page)


def test_page_follows_a_figure_that_is_gone(page_with_figure):
    page, figure = page_with_figure
    assert searcher().entry(f"figure:{figure.pk}")

    Observation.objects.update(live=False)

    assert searcher().entry(f"figure:{figure.pk}") is None
    assert "There are Zebras (no figure now)." in text_of(page)


@pytest.fixture
def served(search_index, home, monkeypatch):
    """An index whose thread has not written the last change, and its stamp."""
    index = FollowingIndex(search_index)
    index.searcher()
    index.thread = object()
    newer = index.shown.stamp + 1
    monkeypatch.setattr(site_generation(), "read", lambda: newer)
    monkeypatch.setattr(following, "LONGEST_WAIT", 0.0)
    return index


def test_search_waits_once_for_an_index_that_does_not_come(served, monkeypatch):
    waited = []
    monkeypatch.setattr(following.time, "sleep", waited.append)
    monkeypatch.setattr(following, "LONGEST_WAIT", 0.01)

    assert served.searcher() is served.shown
    assert waited
    assert served.moved.is_set()

    waited.clear()
    assert served.searcher() is served.shown
    assert waited == []


def test_process_that_hears_nothing_answers_at_once(served, monkeypatch):
    monkeypatch.setattr(site_generation(), "read", lambda: -1)

    assert served.searcher() is served.shown
    assert not served.moved.is_set()


def test_thread_writes_after_each_move(search_index, home):
    index = FollowingIndex(search_index)
    StandardPageFactory(parent=home, title="Zebras")

    index.follow()
    first = index.shown
    index.follow()

    assert first is not None
    assert index.shown is first


def test_database_that_is_away_leaves_the_last_index(home, monkeypatch, caplog):
    StandardPageFactory(parent=home, title="Zebras")
    assert found("zebra")

    def refuse():
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(following, "state_of_database", refuse)

    assert found("zebra") == ["Zebras"]


def test_command_builds_what_is_missing_and_says_how_much(home):
    said = StringIO()
    call_command("build_search_index", stdout=said)

    assert said.getvalue().startswith(f"{len(followed().shown)} entries; ")


def test_command_builds_anew_if_asked(home):
    call_command("build_search_index", stdout=StringIO())
    before = followed().mark

    call_command("build_search_index", stdout=StringIO())
    assert followed().mark == before
    call_command("build_search_index", "--anew", stdout=StringIO())
    assert followed().mark != before


def test_command_says_why_there_is_no_index(home, settings):
    settings.SEARCH_INDEX = None

    with pytest.raises(CommandError, match="SEARCH_INDEX"):
        call_command("build_search_index")


def test_command_says_why_it_failed(home, monkeypatch):
    def refuse():
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(following, "state_of_database", refuse)

    with pytest.raises(CommandError, match="the connection is closed"):
        call_command("build_search_index")
