"""Kept pages on the disk: shared by processes, and there after a restart."""

import re
import time

import pytest

from page_cache.cache_key import CacheKey
from page_cache.page_files import PageFiles
from tests.page_cache.wsgi_site import Changes, Clock, Here, Site, ask, cache_for

HOME_PATH = re.compile("/$")
HOME = CacheKey("http", "hstf.example.org", "/", "")


@pytest.fixture(autouse=True)
def rendered_here(monkeypatch):
    monkeypatch.setattr("page_cache.renewal.ThreadPoolExecutor", Here)


@pytest.fixture
def files(tmp_path):
    """Open the folder as one process of a release does."""

    def open_as(release="1", most_bytes=2**20, clock=time.time):
        return PageFiles(tmp_path / "pages", release, most_bytes, clock)

    return open_as


def test_page_is_rendered_once_on_a_machine(files):
    site, generation = Site(), Changes()
    caches = [cache_for(site, generation, files=files()) for _ in range(2)]

    first, second = (ask(cache) for cache in caches)

    assert (second.body, site.times) == (first.body, 1)
    assert second.headers["ETag"] == first.headers["ETag"]
    assert second.headers["Cache-Status"].startswith("hstf; hit")
    generation.move()
    site.body = b"new"
    assert [ask(cache).body for cache in caches] == [b"new", b"new"]
    assert site.times == 2


def test_page_is_there_after_a_restart_without_the_site(files):
    site, generation = Site(), Changes()
    good = ask(cache_for(site, generation, files=files()), accept_encoding="br")
    site.status = "503 Busy"
    generation.move()

    got = ask(cache_for(site, generation, files=files()), accept_encoding="br")

    assert (got.status, got.body) == ("200 OK", good.body)


def test_another_release_renders_again_and_falls_back_on_the_old_copy(files):
    site, generation, clock = Site(), Changes(), Clock()
    old = ask(cache_for(site, generation, clock, files("1", clock=clock))).body
    site.body = b"new"
    newer = cache_for(site, generation, clock, files("2", clock=clock))

    first = ask(newer)
    assert first.body == old
    assert "stale" in first.headers["Cache-Status"]
    clock.now += 1
    assert ask(newer).body == b"new"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-20],
        lambda data: data.replace(b"words", b"wordz", 1),
        lambda data: b"[]\n" + data,
        lambda data: data.replace(b'"/"', b'"/x"', 1),
    ],
    ids=["empty", "cut", "changed", "another form", "another page"],
)
def test_file_that_is_spoilt_is_not_there(files, spoil):
    site, generation = Site(body=b"<p>words" * 30), Changes()
    ask(cache_for(site, generation, files=files()))
    file = files().path(HOME)
    file.write_bytes(spoil(file.read_bytes()))

    assert ask(cache_for(site, generation, files=files())).body == site.body
    assert site.times == 2


def test_what_was_withdrawn_leaves_the_disk(files):
    site, generation = Site(), Changes()
    cache = cache_for(site, generation, files=files(), lasting=("/help",))
    for path in ("/", "/faq/", "/help/"):
        ask(cache, path)
    generation.move("/faq/")
    cache.all_keys()
    assert {kept.key.path for kept in files().all()} == {"/", "/help/"}

    generation.move("")
    cache.all_keys()
    assert {kept.key.path for kept in files().all()} == {"/help/"}


def test_room_is_made_of_variations_and_of_what_nobody_asks_for(files):
    site = Site(body=b"x" * 100)
    kept = files(most_bytes=2500)
    cache = cache_for(
        site, files=kept, parameters=[(HOME_PATH, frozenset({"page"}))], lasting=()
    )
    for path, query in [("/", "page=2"), ("/", ""), ("/faq/", ""), ("/news/", "")]:
        ask(cache, path, query)
    size = files().all()[0].size
    kept.most_bytes = 3 * size + 60

    kept.make_room()

    assert {(each.key.path, each.key.query) for each in files().all()} == {
        ("/", ""),
        ("/faq/", ""),
        ("/news/", ""),
    }


def test_busiest_pages_come_first(files):
    cache = cache_for(Site(), files=files())
    for path, times in (("/", 3), ("/faq/", 9), ("/news/", 1)):
        for _ in range(times):
            ask(cache, path)

    assert [key.path for key in cache.all_keys()] == ["/faq/", "/", "/news/"]
