"""Shared data is loaded once per generation, and never served stale."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from page_cache.apps import site_generation
from page_cache.request_cache import (
    MOST_LOADED,
    caching_for_request,
    loaded,
    once_per_generation,
)
from stats.models import Statistic
from tests.factories import (
    ObservationFactory,
    SourceFactory,
    StandardPageFactory,
    private,
    published,
)
from tests.page_cache.stamps import stamp

KEY = "tests:words"

pytestmark = pytest.mark.django_db


class Words:
    """Something to load, which counts how often that was done."""

    def __init__(self):
        self.times = 0

    def load(self):
        self.times += 1
        return [f"loaded {self.times}"]


@pytest.fixture
def words():
    return Words()


@pytest.fixture
def change(home, django_capture_on_commit_callbacks):
    """Change something public, and commit it."""

    def save():
        with django_capture_on_commit_callbacks(execute=True):
            home.save()

    return save


def answer(words):
    with caching_for_request():
        return once_per_generation(KEY, words.load)


@pytest.mark.usefixtures("kept_between_answers")
def test_same_generation_is_loaded_once(words):
    assert answer(words) == answer(words) == ["loaded 1"]


@pytest.mark.usefixtures("kept_between_answers")
def test_names_from_addresses_do_not_fill_the_memory():
    with caching_for_request():
        for number in range(MOST_LOADED + 1):
            once_per_generation(f"tests:{number}", list)

    assert len(loaded) <= MOST_LOADED


@pytest.mark.usefixtures("kept_between_answers")
def test_what_changed_is_loaded_again(words, change):
    answer(words)
    change()

    assert answer(words) == ["loaded 2"]


@pytest.mark.usefixtures("kept_between_answers")
def test_change_while_loading_counts_next_time(words, change):
    def load():
        found = words.load()
        change()
        return found

    with caching_for_request():
        once_per_generation(KEY, load)

    assert answer(words) == ["loaded 2"]


@pytest.mark.usefixtures("kept_between_answers")
def test_change_before_loading_counts_next_time(client, words, change, monkeypatch):
    """What this answer remembers may be older than the change."""

    def find(_request):
        if words.times == 0:
            change()
            once_per_generation(KEY, words.load)

    monkeypatch.setattr("wagtail.models.Site.find_for_request", find)
    client.get("/nothing-here/")

    assert words.times == 1
    assert answer(words) == ["loaded 2"]


@pytest.mark.usefixtures("kept_between_answers")
def test_number_that_comes_twice_brings_nothing_old(words, monkeypatch):
    """Reset the number, as after a crash of its store."""
    numbers = iter([1, 2, 1])
    monkeypatch.setattr(site_generation(), "read", lambda: next(numbers))

    assert [answer(words) for _ in range(3)] == [
        ["loaded 1"],
        ["loaded 2"],
        ["loaded 3"],
    ]


def test_transaction_keeps_nothing(words):
    assert [answer(words), answer(words)] == [["loaded 1"], ["loaded 2"]]


@pytest.mark.usefixtures("kept_between_answers")
def test_transaction_is_given_nothing_kept(words, monkeypatch):
    answer(words)
    monkeypatch.setattr("page_cache.request_cache.is_in_transaction", lambda: True)

    assert answer(words) == ["loaded 2"]


@pytest.mark.usefixtures("kept_between_answers")
def test_outside_of_an_answer_it_is_loaded_each_time(words):
    found = [once_per_generation(KEY, words.load) for _ in range(2)]

    assert found == [["loaded 1"], ["loaded 2"]]


@pytest.mark.usefixtures("db", "kept_between_answers")
def test_record_is_read_once_and_shows_the_newest_value(
    django_capture_on_commit_callbacks,
):
    first = published(ObservationFactory(as_published="555,101"))

    def values():
        with caching_for_request(), CaptureQueriesContext(connection) as queries:
            found = Statistic.objects.found([first.statistic_id])
        asked = [query["sql"] for query in queries]
        shown = found[first.statistic_id].current_observations
        return (
            [each.as_published for each in shown],
            sum('FROM "stats_observation"' in sql for sql in asked),
        )

    assert values()[1] > 0
    assert values() == (["555,101"], 0)
    with django_capture_on_commit_callbacks(execute=True):
        published(ObservationFactory(as_published="555,102", statistic=first.statistic))
    assert "555,102" in values()[0]


@pytest.fixture
def nobody_is_told(monkeypatch):
    """Lose the notice of a change."""
    last = stamp()
    return lambda: monkeypatch.setattr(site_generation(), "read", lambda: last)


@pytest.mark.usefixtures("kept_between_answers")
def test_page_is_private_at_once_though_nobody_is_told(client, home, nobody_is_told):
    page = StandardPageFactory(parent=home)
    assert client.get(page.url).status_code == 200
    nobody_is_told()

    private(page)

    assert client.get(page.url).status_code == 302


@pytest.mark.usefixtures("kept_between_answers")
@pytest.mark.parametrize("kind", ["source", "statistic"])
def test_form_keeps_a_choice_that_nobody_was_told_of(admin, home, nobody_is_told, kind):
    def chosen(name):
        if kind == "source":
            source = SourceFactory(title=name)
            return ("quote", {"text": "Words", "speaker": "555", "source": source})
        value = published(ObservationFactory(statistic__label=name))
        return ("statistics", {"heading": "Words", "statistics": [value.statistic]})

    page = StandardPageFactory(parent=home, body=[chosen("First choice")])
    assert "First choice" in admin.get(page.url).content.decode()
    nobody_is_told()

    page.body = [chosen("Second choice")]
    page.save_revision().publish()

    assert "Second choice" in admin.get(page.url).content.decode()
    form = admin.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Second choice" in form


@pytest.mark.usefixtures("kept_between_answers")
def test_which_site_it_is_is_asked_once_for_each_host(client, home):
    def asked(host):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(home.url, headers={"host": host}).status_code == 200
        return sum(
            'FROM "wagtailcore_site"' in query["sql"] and "CASE" in query["sql"]
            for query in queries
        )

    hosts = ["testserver", "localhost", "testserver", "localhost"]
    assert [asked(host) for host in hosts] == [1, 1, 0, 0]
