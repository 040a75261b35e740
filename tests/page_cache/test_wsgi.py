import gzip
import re
import threading

import brotli
import pytest

from page_cache.generation import MemoryGeneration
from tests.page_cache.wsgi_site import Clock, Site, ask, cache_for

NEWS = [(re.compile(r"^/news/$"), frozenset({"page", "year"}))]


def test_page_is_made_once_and_sent_again():
    site = Site()
    cache = cache_for(site)

    first, second = ask(cache), ask(cache)

    assert first == second
    assert first.body == site.body
    assert (site.times, site.closed) == (1, 1)


@pytest.mark.parametrize(
    "other",
    [{"scheme": "https"}, {"host": "other.example.org"}, {"path": "/faq/"}],
)
def test_scheme_host_and_path_have_copies_of_their_own(other):
    site = Site()
    cache = cache_for(site)
    ask(cache)

    ask(cache, **other)

    assert site.times == 2


def test_proxy_is_believed_about_the_scheme_only_where_it_may_be():
    for trusts, times in ((True, 2), (False, 1)):
        site = Site()
        cache = cache_for(site, trusts_proxy=trusts)
        ask(cache, x_forwarded_proto="http")
        ask(cache, x_forwarded_proto="https")
        assert site.times == times


def test_untrusted_forwarded_scheme_still_reaches_the_site_unchanged():
    site = Site()

    ask(cache_for(site), x_forwarded_proto="https")

    assert site.asked[0]["HTTP_X_FORWARDED_PROTO"] == "https"


def test_only_parameters_that_the_view_reads_make_a_copy():
    site = Site()
    cache = cache_for(site, parameters=NEWS)

    ask(cache, "/news/", "utm_source=x&year=2026&page=2")
    ask(cache, "/news/", "page=2&year=2026&utm_source=y")
    ask(cache, "/news/", "page=3&year=2026")
    ask(cache, "/faq/", "page=3")
    ask(cache, "/faq/")

    assert [environ["QUERY_STRING"] for environ in site.asked] == [
        "page=2&year=2026",
        "page=3&year=2026",
        "",
    ]


@pytest.mark.parametrize(
    "query", ["q=drugs", "page=1&q=", "a=1&" * 30, "page=" + "9" * 600]
)
def test_searches_and_endless_queries_are_not_kept_and_arrive_whole(query):
    site = Site()
    cache = cache_for(site, parameters=NEWS, passed=frozenset({"q"}))

    ask(cache, "/news/", query)
    ask(cache, "/news/", query)

    assert [environ["QUERY_STRING"] for environ in site.asked] == [query, query]


def test_site_sees_nothing_of_the_visitor_whose_request_makes_the_copy():
    site = Site()

    ask(cache_for(site), cookie="theme=dark", user_agent="x", accept_language="es")

    (environ,) = site.asked
    assert {name for name in environ if name.startswith("HTTP_")} == {"HTTP_HOST"}
    assert "REMOTE_ADDR" not in environ


@pytest.mark.parametrize(
    "headers",
    [
        {"method": "POST"},
        {"method": "OPTIONS"},
        {"cookie": "a=b; sessionid=1"},
        {"authorization": "Basic x"},
        {"path": "/admin/pages/"},
    ],
)
def test_what_is_one_visitors_passes_by(headers):
    site = Site()
    cache = cache_for(site, skipped=("/admin/",))

    ask(cache, **headers)
    ask(cache, **headers)

    assert site.times == 2
    assert site.asked[0]["REMOTE_ADDR"] == "192.0.2.1"
    assert not cache.store.entries


@pytest.mark.parametrize(
    "header",
    [
        ("Cache-Control", "private"),
        ("Cache-Control", "public, no-store"),
        ("Cache-Control", "max-age=60"),
        ("Set-Cookie", "a=b"),
        ("Vary", "Cookie"),
        ("Content-Encoding", "gzip"),
    ],
)
def test_only_what_the_site_calls_public_is_kept(header):
    site = Site()
    kept = [pair for pair in site.headers if pair[0] != header[0]]
    site.headers = [*kept, header]
    cache = cache_for(site)

    got = ask(cache)
    ask(cache)

    assert site.times == 2
    assert got.body == site.body
    assert got.headers[header[0]] == header[1]


@pytest.mark.parametrize("status", ["404 Not Found", "301 Moved", "410 Gone"])
def test_other_answers_are_passed_on_and_not_kept(status):
    site = Site(status=status)
    cache = cache_for(site)

    assert ask(cache).status == status
    assert ask(cache).status == status

    assert site.times == 2


def test_answer_that_is_not_kept_is_asked_for_with_all_of_the_request():
    site = Site(status="302 Found")

    ask(cache_for(site), query="utm=1", cookie="theme=dark")

    assert site.asked[-1]["QUERY_STRING"] == "utm=1"
    assert site.asked[-1]["HTTP_COOKIE"] == "theme=dark"


def test_answer_that_is_not_kept_is_packed_all_the_same():
    site = Site(status="404 Not Found")

    got = ask(cache_for(site), accept_encoding="gzip, br")

    assert gzip.decompress(got.body) == site.body
    assert got.headers["Content-Encoding"] == "gzip"
    assert got.headers["Content-Length"] == str(len(got.body))


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("*", "br", brotli.decompress),
        ("", None, bytes),
        ("identity", None, bytes),
        ("br;q=0, gzip;q=0.0", None, bytes),
        ("br;q=.., gzip;q=x", "gzip", gzip.decompress),
    ],
)
def test_each_browser_gets_an_encoding_that_it_takes(accepted, encoding, unpack):
    site = Site()

    got = ask(cache_for(site), accept_encoding=accepted)

    assert got.headers.get("Content-Encoding") == encoding
    assert unpack(got.body) == site.body
    assert got.headers["Content-Length"] == str(len(got.body))


def test_encodings_have_tags_of_their_own():
    cache = cache_for(Site())

    tags = {
        ask(cache, accept_encoding=name).headers["ETag"] for name in ("", "br", "gzip")
    }

    assert len(tags) == 3


def test_small_and_packed_kinds_are_left_as_they_are():
    picture = Site(headers=[("Content-Type", "image/png"), ("Cache-Control", "public")])
    small = Site(body=b"few")

    for site in (picture, small):
        got = ask(cache_for(site), accept_encoding="br")
        assert (got.body, "Content-Encoding" in got.headers) == (site.body, False)


def test_head_has_the_headers_of_get_and_no_body():
    site = Site()
    cache = cache_for(site)

    head, get = ask(cache, method="HEAD"), ask(cache)

    assert head.body == b""
    assert head.headers == get.headers
    assert site.times == 1
    assert site.asked[0]["REQUEST_METHOD"] == "GET"


def test_browser_that_has_the_page_is_told_so():
    cache = cache_for(Site())
    got = ask(cache)
    tag, day = got.headers["ETag"], got.headers["Last-Modified"]

    for known in (
        {"if_none_match": tag},
        {"if_none_match": f'"other", W/{tag}'},
        {"if_none_match": "*"},
        {"if_modified_since": day},
    ):
        again = ask(cache, **known)
        assert (again.status, again.body) == ("304 Not Modified", b"")
        assert again.headers["ETag"] == tag
        assert "Content-Length" not in again.headers


@pytest.mark.parametrize(
    "known",
    [
        {"if_none_match": '"other"'},
        {"if_modified_since": "Sat, 21 Nov 2026 00:00:00 GMT"},
        {"if_modified_since": "yesterday"},
        # A tag outweighs a day (RFC 9110, 13.2.2).
        {"if_none_match": '"o"', "if_modified_since": "Fri, 01 Jan 2038 00:00:00 GMT"},
    ],
)
def test_browser_that_has_another_page_gets_this_one(known):
    assert ask(cache_for(Site()), **known).status == "200 OK"


# Staying fresh


def test_change_makes_the_page_new_at_once():
    site, generation = Site(), MemoryGeneration()
    cache = cache_for(site, generation)
    ask(cache)

    site.body = b"new"
    assert ask(cache).body != b"new"
    generation.advance()

    assert ask(cache).body == b"new"


def test_change_while_the_page_is_made_is_not_missed():
    generation = MemoryGeneration()
    bodies = iter([b"read before the change", b"read after it"])

    class Slow(Site):
        def __call__(self, environ, start_response):
            self.body = next(bodies)
            if self.times == 0:
                generation.advance()  # the change is committed now
            return super().__call__(environ, start_response)

    cache = cache_for(Slow(), generation)
    ask(cache)

    assert ask(cache).body == b"read after it"


def test_copy_ends_after_its_time_and_with_the_day():
    noon = Clock()
    site = Site()
    cache = cache_for(site, clock=noon, longest=300)
    ask(cache)
    noon.now += 299
    ask(cache)
    assert site.times == 1
    noon.now += 2
    ask(cache)
    assert site.times == 2

    # 2026-11-22 23:59:00 in New York
    night = Clock(1_795_409_940.0)
    site = Site()
    cache = cache_for(
        site, clock=night, longest=300, turns_at_midnight_of="America/New_York"
    )
    ask(cache)
    night.now += 59
    ask(cache)
    assert site.times == 1
    night.now += 2
    ask(cache)
    assert site.times == 2


def test_same_words_made_again_are_not_called_modified():
    site, generation, clock = Site(), MemoryGeneration(), Clock()
    cache = cache_for(site, generation, clock)
    first = ask(cache)
    clock.now += 60
    generation.advance()
    again = ask(cache)
    clock.now += 60
    site.body = b"other"
    generation.advance()
    other = ask(cache)

    assert site.times == 3
    assert again.headers == first.headers
    assert other.headers["Last-Modified"] != first.headers["Last-Modified"]


# When it cannot be rendered


@pytest.mark.parametrize("failure", [{"status": "500 Oh"}, {"error": OSError("gone")}])
def test_old_copy_stands_in_for_a_page_that_cannot_be_made(failure, caplog):
    site, generation, clock = Site(), MemoryGeneration(), Clock()
    cache = cache_for(site, generation, clock, stale_on_error=600, wait_after_error=5)
    good = ask(cache)
    generation.advance()
    for name, value in failure.items():
        setattr(site, name, value)

    old = ask(cache)

    assert old.body == good.body
    assert old.status == "200 OK"
    assert "old copy" in old.headers["X-Page-Cache"]
    assert "stands in" in caplog.text
    # It is not tried again for each visitor, but soon.
    ask(cache)
    assert site.times == 2
    clock.now += 6
    ask(cache)
    assert site.times == 3
    # And not forever.
    clock.now += 600
    if "error" in failure:
        with pytest.raises(OSError, match="gone"):
            ask(cache)
    else:
        assert ask(cache).status == "500 Oh"


def test_page_that_can_be_made_again_is_no_old_copy():
    site, generation, clock = Site(), MemoryGeneration(), Clock()
    cache = cache_for(site, generation, clock)
    ask(cache)
    generation.advance()
    site.status = "503 Busy"
    ask(cache)
    site.status = "200 OK"
    clock.now += 6

    assert "X-Page-Cache" not in ask(cache).headers


def test_failure_without_an_old_copy_is_told_and_tried_again():
    site = Site(status="500 Oh")
    cache = cache_for(site)

    assert ask(cache).status == "500 Oh"
    site.status = "200 OK"

    assert ask(cache).status == "200 OK"


def test_page_taken_off_the_site_has_no_old_copy_left():
    site, generation = Site(), MemoryGeneration()
    cache = cache_for(site, generation)
    ask(cache)
    generation.advance()
    site.status = "404 Not Found"
    assert ask(cache).status == "404 Not Found"
    generation.advance()
    site.status = "500 Oh"

    assert ask(cache).status == "500 Oh"


# Many at once


class Gate(Site):
    """Renders a page only when released."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.entered, self.open = threading.Event(), threading.Event()

    def __call__(self, environ, start_response):
        answer = super().__call__(environ, start_response)
        self.entered.set()
        assert self.open.wait(10)
        return answer


def in_thread(cache, into):
    thread = threading.Thread(target=lambda: into.append(ask(cache)))
    thread.start()
    return thread


def test_page_is_made_by_one_while_the_others_wait():
    site, got = Gate(), []
    cache = cache_for(site)
    threads = [in_thread(cache, got) for _ in range(8)]
    assert site.entered.wait(10)
    site.open.set()
    for thread in threads:
        thread.join(10)

    assert site.times == 1
    assert [one.body for one in got] == [site.body] * 8


def test_others_get_the_old_copy_for_less_than_a_second():
    site, generation, clock, got = Gate(), MemoryGeneration(), Clock(), []
    cache = cache_for(site, generation, clock)
    site.open.set()
    old = ask(cache).body
    site.open.clear()
    site.entered.clear()
    site.body = b"new"
    generation.advance()
    first = in_thread(cache, got)
    assert site.entered.wait(10)

    assert ask(cache).body == old
    clock.now += 1.1
    late = in_thread(cache, got)
    late.join(0.2)
    assert late.is_alive()  # it waits for the new one
    site.open.set()
    first.join(10)
    late.join(10)

    assert [one.body for one in got] == [b"new", b"new"]
    assert site.times == 2


# Memory


def test_memory_is_bounded_and_what_is_asked_for_stays():
    site = Site(body=b"x" * 100)  # too small to compress: one encoding
    cache = cache_for(site, most_bytes=1000)
    for number in range(10):
        ask(cache, f"/{number}/")
    ask(cache, "/0/")
    ask(cache, "/new/")

    assert cache.store.size <= 1000
    assert {key.path for key in cache.store.entries} >= {"/0/", "/new/"}
    assert "/1/" not in {key.path for key in cache.store.entries}


def test_page_too_large_to_keep_is_sent():
    site = Site(body=b"x" * 150)
    cache = cache_for(site, most_bytes=400)

    assert ask(cache).body == site.body
    assert not cache.store.entries


def test_addresses_are_remembered_up_to_a_bound(monkeypatch):
    monkeypatch.setattr("page_cache.wsgi.MOST_REMEMBERED", 20)
    cache = cache_for(Site(status="404 Not Found"))

    for number in range(100):
        ask(cache, f"/{number}/")
    ask(cache, "/" + "x" * 5000)

    assert len(cache.keys) <= 20
    assert len(cache.not_cached) <= 20
    assert not cache.renders
    assert not cache.stale_since
    assert all(len(key.path) < 5000 for key in cache.not_cached)
