"""After a change, kept pages are rendered again before readers ask for them."""

import time
from contextlib import nullcontext

import pytest

from page_cache.renewal import FIRST, Sweep
from tests.page_cache.wsgi_site import Changes, Here, Site, ask, cache_for


@pytest.fixture(autouse=True)
def rendered_here(monkeypatch):
    monkeypatch.setattr("page_cache.renewal.ThreadPoolExecutor", Here)
    monkeypatch.setattr("page_cache.renewal.AGAIN_AFTER", 0.01)


class Work:
    """Notes in which order things are done; `failing`: how often each page fails."""

    def __init__(self, pages, failing=None):
        self.pages, self.failing, self.done = pages, failing or {}, []
        self.sweep = Sweep(
            lambda: list(pages),
            self.renew,
            lambda: self.done.append("changed"),
            lambda: nullcontext(True),
        )

    def renew(self, page):
        self.done.append(page)
        self.failing[page] = self.failing.get(page, 0) - 1
        return self.failing[page] < 0


def test_busiest_pages_come_first_and_each_one_once():
    pages = list(range(FIRST + 30))
    work = Work(pages)

    work.sweep.sweep()

    assert work.done == pages


def test_page_that_cannot_be_rendered_is_tried_until_it_can():
    work = Work(range(FIRST + 2), failing={3: 2, FIRST: 4})

    work.sweep.sweep()

    assert work.done.count(3) == 3
    assert work.done.count(FIRST) == 5
    assert work.done.count(FIRST + 1) == 1


def test_next_change_begins_with_the_busiest_pages_again():
    work = Work(range(FIRST + 10))
    renew = work.renew

    def interrupt(page):
        if page == FIRST + 1:
            work.sweep.moved.set()
        return renew(page)

    work.sweep.renew = interrupt
    work.sweep.sweep()

    assert FIRST + 2 not in work.done


def test_failure_of_the_work_itself_stops_no_later_work(caplog):
    work = Work([1])
    works, keys = [], work.sweep.keys

    def break_once():
        works.append(1)
        if len(works) == 1:
            raise OSError("gone")
        return keys()

    work.sweep.keys = break_once
    work.sweep.start()
    for wanted in (1, 2):
        work.sweep.moved.set()
        until = time.monotonic() + 5
        while len(works) < wanted and time.monotonic() < until:
            time.sleep(0.01)
        assert len(works) == wanted
    assert "not all rendered" in caplog.text


def test_reader_of_a_page_that_was_rendered_again_gets_it_without_waiting():
    site, generation = Site(), Changes()
    cache = cache_for(site, generation)
    for path in ("/", "/faq/"):
        ask(cache, path)
    sweep = cache.sweep(lambda: None)
    generation.move(after=0.1)
    site.body = b"new"

    sweep.sweep()

    for path in ("/", "/faq/"):
        got = ask(cache, path)
        assert (got.body, "hit; ttl" in got.headers["Cache-Status"]) == (b"new", True)
    assert site.times == 4


def test_page_that_fails_has_no_copy_that_counts_as_done():
    site, generation = Site(), Changes()
    cache = cache_for(site, generation)
    ask(cache)
    (key,) = cache.pages.busiest()
    generation.move()
    site.status = "503 Busy"
    assert cache.renew(key) is False
    site.status = "404 Not Found"
    assert cache.renew(key) is True
    assert not cache.pages.busiest()
