"""Wagtail's small caches: in memory, and no older than the content they belong to."""

import pytest
from django.db import transaction
from wagtail.models import Site

from hstf_site.generation_cache import GenerationCache
from hstf_site.settings import databases
from page_cache.request_cache import caching_for_request, generation


@pytest.fixture
def cache(monkeypatch):
    """Wagtail's cache as in production."""
    made = GenerationCache("its own", {})
    made.clear()
    monkeypatch.setattr("wagtail.models.sites.cache", made)
    return made


class Stamp:
    def __init__(self):
        self.now = 1

    def read(self):
        return self.now


@pytest.fixture
def stamp(monkeypatch):
    made = Stamp()
    monkeypatch.setattr("page_cache.request_cache.site_generation", lambda: made)
    return made


def test_what_one_answer_found_the_next_need_not_look_up(
    home, cache, stamp, kept_between_answers, django_assert_num_queries
):
    with caching_for_request():
        found = Site.get_site_root_paths()

    with caching_for_request(), django_assert_num_queries(0):
        assert Site.get_site_root_paths() == found


def test_change_elsewhere_makes_all_of_it_unknown(cache, stamp, kept_between_answers):
    with caching_for_request():
        cache.set("key", 1, 3600)
        assert cache.get("key") == 1

    stamp.now += 1

    with caching_for_request():
        assert cache.get("key") is None


def test_answer_that_began_before_a_change_leaves_nothing_for_later_ones(
    cache, stamp, kept_between_answers
):
    with caching_for_request():
        generation()  # the middleware reads it before anything else
        stamp.now += 1
        cache.set("key", "before", 3600)

    with caching_for_request():
        assert cache.get("key") is None


def test_nothing_is_kept_that_may_be_rolled_back(home, cache):
    with caching_for_request(), transaction.atomic():
        Site.objects.update(hostname="elsewhere.example.org")
        assert "elsewhere" in Site.get_site_root_paths()[0].root_url
        transaction.set_rollback(True)

    with caching_for_request():
        assert "elsewhere" not in Site.get_site_root_paths()[0].root_url


def test_nothing_is_kept_outside_of_an_answer(cache, stamp, kept_between_answers):
    cache.set("key", 1, 3600)

    assert cache.get("key") is None


def test_it_is_the_cache_of_the_running_site():
    kept = databases.CACHES

    assert kept["default"]["BACKEND"] == "hstf_site.generation_cache.GenerationCache"
    assert kept["default"]["LOCATION"] != kept["renditions"].get("LOCATION", "")
