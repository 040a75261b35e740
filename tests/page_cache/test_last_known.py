"""What outlives the database: the last that this process has known."""

import pytest
from django.db import OperationalError

from page_cache import request_cache
from page_cache.request_cache import (
    MOST_LOADED,
    REST,
    caching_for_request,
    last_known,
    once_per_generation,
)

pytestmark = pytest.mark.django_db


class Site:
    """A generation, a clock, and a value that may be out of reach."""

    def __init__(self):
        self.stamp, self.now, self.value, self.loads = 1, 0.0, "first", 0

    def read(self):
        if self.stamp < 0:
            self.stamp -= 1
        return self.stamp

    def load(self):
        self.loads += 1
        if self.value is None:
            raise OperationalError("away")
        return self.value

    def ask(self):
        with caching_for_request():
            return last_known("key", self.load)


@pytest.fixture
def site(monkeypatch):
    made = Site()
    monkeypatch.setattr(request_cache, "site_generation", lambda: made)
    monkeypatch.setattr(request_cache, "is_in_transaction", lambda: False)
    monkeypatch.setattr(request_cache, "lasting", {})
    monkeypatch.setattr(request_cache.time, "monotonic", lambda: made.now)
    return made


def test_it_is_loaded_once_for_each_generation(site):
    assert [site.ask(), site.ask(), site.loads] == ["first", "first", 1]

    site.stamp, site.value = 2, "second"
    assert [site.ask(), site.ask(), site.loads] == ["second", "second", 2]


def test_it_is_still_known_while_the_database_is_away(site):
    site.ask()
    site.stamp, site.value = 2, None

    assert site.ask() == "first"

    site.value = "second"
    assert site.ask() == "second"


def test_nobody_waits_while_one_asks_from_time_to_time(site):
    site.ask()
    site.stamp, site.value = -1, None
    assert [site.ask() for _ in range(5)] == ["first"] * 5
    assert site.loads == 2

    site.now += REST
    assert site.ask() == "first"
    assert site.loads == 3


def test_nothing_known_is_no_answer(site):
    site.value = None

    with pytest.raises(OperationalError):
        site.ask()


def test_what_may_be_rolled_back_is_not_remembered(site, monkeypatch):
    monkeypatch.setattr(request_cache, "is_in_transaction", lambda: True)
    site.ask()

    assert not request_cache.loaded


def test_names_made_up_by_others_do_not_push_it_out(site):
    site.ask()
    with caching_for_request():
        for number in range(2 * MOST_LOADED):
            once_per_generation(f"other {number}", lambda: 1)
    site.stamp, site.value = 2, None

    assert site.ask() == "first"
    assert len(request_cache.loaded) <= MOST_LOADED
