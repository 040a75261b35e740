import gzip
import re
import threading
from concurrent.futures import Future, ThreadPoolExecutor

import brotli
import pytest

from tests.page_cache.wsgi_site import Changes, Clock, Here, Site, ask, cache_for

# Pools are those of the tests that are about several threads.
pytestmark = pytest.mark.usefixtures("rendered_here")


@pytest.fixture
def rendered_here(monkeypatch):
    monkeypatch.setattr("page_cache.renewal.ThreadPoolExecutor", Here)


def told(got):
    return got.headers["Cache-Status"]


NEWS = [(re.compile(r"^/news/$"), frozenset({"page", "year"}))]


def test_page_is_made_once_and_sent_again():
    site = Site()
    cache = cache_for(site)

    first, second = ask(cache), ask(cache)

    assert first.body == second.body == site.body
    assert told(first) == "hstf; fwd=uri-miss; stored"
    assert told(second).startswith("hstf; hit; ttl=")
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
    assert not cache.pages.memory.entries


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
    ask(cache, method="HEAD")

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


def test_change_makes_the_page_new():
    site, generation = Site(), Changes()
    cache = cache_for(site, generation)
    ask(cache)

    site.body = b"new"
    assert ask(cache).body != b"new"
    generation.move()
    got = ask(cache)

    assert (got.body, told(got)) == (b"new", "hstf; fwd=stale; stored")
    assert told(ask(cache)).startswith("hstf; hit")


def test_change_while_the_page_is_made_is_not_missed():
    generation = Changes()
    bodies = iter([b"read before the change", b"read after it"])

    class Slow(Site):
        def __call__(self, environ, start_response):
            self.body = next(bodies)
            if self.times == 0:
                generation.move()  # the change is committed now
            return super().__call__(environ, start_response)

    cache = cache_for(Slow(), generation)
    ask(cache)

    assert ask(cache).body == b"read after it"


def test_copy_ends_with_the_day():
    # 2026-11-22 23:59:00 in New York
    night = Clock(1_795_409_940.0)
    site = Site()
    cache = cache_for(site, clock=night, turns_at_midnight_of="America/New_York")
    ask(cache)
    night.now += 59
    ask(cache)
    assert site.times == 1
    night.now += 2
    ask(cache)
    assert site.times == 2


def test_copy_ends_when_the_site_says_that_it_will_change():
    clock, site = Clock(), Site()
    site.headers += [("X-Changes-At", str(clock.now + 3600))]
    cache = cache_for(site, clock=clock)

    assert "X-Changes-At" not in ask(cache).headers
    clock.now += 3599
    ask(cache)
    assert site.times == 1
    clock.now += 2
    ask(cache)
    assert site.times == 2


def test_other_caches_are_told_to_keep_it_no_longer_than_that():
    clock, site = Clock(), Site()
    site.headers[1] = ("Cache-Control", "public, max-age=0, s-maxage=30")
    site.headers += [("X-Changes-At", str(clock.now + 3600))]
    cache = cache_for(site, clock=clock)
    ask(cache)

    seen = []
    for seconds in (0, 3560, 30, 9):
        clock.now += seconds
        seen.append(ask(cache).headers["Cache-Control"].rpartition("=")[2])
    assert seen == ["30", "30", "10", "1"]


def test_same_words_made_again_are_not_called_modified():
    site, generation, clock = Site(), Changes(), Clock()
    cache = cache_for(site, generation, clock)
    first = ask(cache)
    clock.now += 60
    generation.move()
    again = ask(cache)
    clock.now += 60
    site.body = b"other"
    generation.move()
    other = ask(cache)

    assert site.times == 3
    assert again.headers["Last-Modified"] == first.headers["Last-Modified"]
    assert again.headers["ETag"] == first.headers["ETag"]
    assert other.headers["Last-Modified"] != first.headers["Last-Modified"]


def test_nobody_waits_at_first_and_nobody_gets_an_old_copy_later(monkeypatch):
    jobs = []

    class Later(Here):
        def submit(self, work, *args):
            jobs.append(lambda: job.set_result(work(*args)))
            job = Future()
            return job

    site, generation = Site(), Changes()
    cache = cache_for(site, generation)
    old = ask(cache).body
    site.body = b"new"
    monkeypatch.setattr(cache.renewals, "pool", Later())

    generation.move(after=0.4)
    early = ask(cache)
    assert (early.body, "detail=stale" in told(early)) == (old, True)
    jobs.pop()()
    late = ask(cache)
    assert (late.body, told(late).startswith("hstf; hit")) == (b"new", True)


# When it cannot be rendered


@pytest.mark.parametrize("failure", [{"status": "500 Oh"}, {"error": OSError("gone")}])
def test_old_copy_stands_in_for_a_page_that_cannot_be_made(failure):
    site, generation, clock = Site(), Changes(), Clock()
    cache = cache_for(site, generation, clock, rest=5)
    good = ask(cache)
    clock.now += 60
    generation.move()
    for name, value in failure.items():
        setattr(site, name, value)

    old = ask(cache)

    assert (old.body, old.status) == (good.body, "200 OK")
    assert told(old).endswith("; detail=stale")
    assert old.headers["Age"] == "60"
    assert old.headers["Cache-Control"] == "public, max-age=0, s-maxage=1"
    # It is not tried again for each visitor, but soon.
    ask(cache)
    assert site.times == 2
    clock.now += 6
    ask(cache)
    assert site.times == 3
    # However long it takes.
    clock.now += 12 * 60 * 60
    assert ask(cache).body == good.body


def test_page_that_can_be_made_again_is_no_old_copy():
    site, generation, clock = Site(), Changes(), Clock()
    cache = cache_for(site, generation, clock)
    ask(cache)
    generation.move()
    site.status = "503 Busy"
    assert "stale" in told(ask(cache))
    site.status = "200 OK"
    clock.now += 6

    assert "detail" not in told(ask(cache))
    known = ask(cache, if_none_match="*")
    assert (known.status, "detail" in told(known)) == ("304 Not Modified", False)


def test_copy_of_more_than_a_day_says_so_where_the_page_has_a_place():
    site, generation, clock = (
        Site(body=b"<p>a</p><!--age-->" + b"b" * 300),
        Changes(),
        Clock(),
    )
    cache = cache_for(site, generation, clock)
    fresh = ask(cache)
    generation.move()
    site.status = "503 Busy"
    clock.now += 23 * 60 * 60
    young = ask(cache)
    clock.now += 2 * 60 * 60
    old = ask(cache, accept_encoding="br")

    assert young.body == fresh.body
    words = b'<p class="wrap old-copy">This copy was made on November 22, 2026.'
    assert words in brotli.decompress(old.body)
    assert old.headers["ETag"] != ask(cache).headers["ETag"]
    assert old.headers["Age"] == str(25 * 60 * 60)


def test_nobody_waits_while_the_site_is_away():
    site, generation = Site(), Changes()
    cache = cache_for(site, generation)
    for path in ("/", "/faq/"):
        ask(cache, path)
    generation.move()
    site.status = "503 Busy"

    for path in ("/", "/faq/", "/faq/"):
        assert "stale" in told(ask(cache, path))
    assert site.times == 3  # each page once, then one of them


def test_one_page_that_fails_keeps_no_other_from_being_made():
    site, generation = Site(), Changes()
    cache = cache_for(site, generation)
    for path in ("/", "/faq/"):
        ask(cache, path)
    generation.move()
    site.status = "500 Oh"
    ask(cache, "/")
    site.status, site.body = "200 OK", b"new"

    assert ask(cache, "/faq/").body == b"new"


def test_failure_without_an_old_copy_is_told_and_tried_again():
    site = Site(status="500 Oh")
    cache = cache_for(site)

    assert ask(cache).status == "500 Oh"
    site.status = "200 OK"

    assert ask(cache).status == "200 OK"


def test_site_that_breaks_off_is_answered_for():
    got = ask(cache_for(Site(error=OSError("gone"))))

    assert got.status == "503 Service Unavailable"
    assert b"call 911" in got.body
    assert got.headers["Cache-Control"] == "no-store"


def test_page_taken_off_the_site_has_no_old_copy_left():
    site, generation = Site(), Changes()
    cache = cache_for(site, generation)
    ask(cache)
    generation.move()
    site.status = "404 Not Found"
    assert ask(cache).status == "404 Not Found"
    generation.move()
    site.status = "500 Oh"

    assert ask(cache).status == "500 Oh"


@pytest.mark.parametrize("gone", ["/faq/", "/faq/q/", ""])
def test_what_was_withdrawn_never_comes_back_though_the_site_is_away(gone):
    site, generation = Site(), Changes()
    cache = cache_for(site, generation)
    ask(cache, "/faq/q/")
    site.status = "503 Busy"
    generation.move(gone)

    assert ask(cache, "/faq/q/").status == "503 Busy"


def test_neighbors_of_what_was_withdrawn_stay():
    site, generation = Site(), Changes()
    cache = cache_for(site, generation, lasting=("/help",))
    for path in ("/", "/faqs/", "/help/"):
        ask(cache, path)
    site.status = "503 Busy"
    generation.move("/faq/")

    assert [ask(cache, path).status for path in ("/", "/faqs/")] == ["200 OK"] * 2
    generation.move("")
    assert ask(cache, "/help/").status == "200 OK"


def test_withdrawn_page_that_is_public_again_is_kept_again():
    site, generation = Site(), Changes()
    cache = cache_for(site, generation)
    generation.move("/faq/")
    ask(cache, "/faq/")
    generation.move()
    site.status = "503 Busy"

    assert ask(cache, "/faq/").status == "200 OK"


def test_node_that_hears_nothing_marks_what_it_sends_and_renders_now_and_then():
    site, generation, clock = Site(), Changes(), Clock()
    cache = cache_for(site, generation, clock)
    ask(cache)
    generation.is_sure = False
    generation.now += 60

    assert "stale" in told(ask(cache))
    clock.now += 6
    for _ in range(3):
        assert "stale" in told(ask(cache))
    assert site.times == 2
    # What was rendered meanwhile may be older than a change that nobody told of.
    generation.is_sure = True
    clock.now += 1
    assert told(ask(cache)) == "hstf; fwd=stale; stored"


def test_page_for_no_browser_to_store_is_kept_here_all_the_same():
    site, generation = Site(), Changes()
    site.headers[1] = ("Cache-Control", "no-store")
    cache = cache_for(site, generation, lasting=("/help",))
    ask(cache, "/help/")
    assert ask(cache, "/faq/").headers["Cache-Control"] == "no-store"
    generation.move()
    site.status = "503 Busy"
    got = ask(cache, "/help/")

    assert (got.status, got.headers["Cache-Control"]) == ("200 OK", "no-store")
    assert ask(cache, "/faq/").status == "503 Busy"


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


@pytest.fixture
def pool(rendered_here, monkeypatch):
    monkeypatch.setattr("page_cache.renewal.ThreadPoolExecutor", ThreadPoolExecutor)


def in_thread(cache, into, path="/"):
    thread = threading.Thread(target=lambda: into.append(ask(cache, path)))
    thread.start()
    return thread


@pytest.mark.usefixtures("pool")
def test_page_is_made_once_while_all_wait():
    site, got = Gate(), []
    cache = cache_for(site)
    threads = [in_thread(cache, got) for _ in range(8)]
    assert site.entered.wait(10)
    site.open.set()
    for thread in threads:
        thread.join(10)

    assert site.times == 1
    assert [one.body for one in got] == [site.body] * 8


@pytest.mark.usefixtures("pool")
def test_reader_waits_for_a_while_and_then_gets_the_old_copy():
    site, generation = Gate(), Changes()
    cache = cache_for(site, generation, patience=0.05)
    site.open.set()
    old = ask(cache).body
    site.open.clear()
    site.body = b"new"
    generation.move()

    late = ask(cache)
    assert (late.body, "stale" in told(late)) == (old, True)
    site.open.set()
    while cache.renewals.jobs:
        threading.Event().wait(0.01)

    assert ask(cache).body == b"new"
    assert (site.times, cache.waited) == (2, 1)


@pytest.mark.usefixtures("pool")
def test_what_cannot_be_kept_leaves_threads_for_what_is():
    site, got = Gate(), []
    cache = cache_for(
        site,
        skipped=("/admin/",),
        unlimited=("/healthz",),
        most_passing=2,
        patience=0.05,
    )
    site.open.set()
    ask(cache)
    site.open.clear()
    threads = [in_thread(cache, got, "/admin/") for _ in range(2)]
    while len(site.asked) < 3:
        threading.Event().wait(0.01)

    assert ask(cache, "/admin/").status == "503 Service Unavailable"
    assert ask(cache, "/faq/").status == "503 Service Unavailable"
    assert ask(cache).status == "200 OK"
    site.open.set()
    for thread in threads:
        thread.join(10)
    assert [one.status for one in got] == ["200 OK"] * 2
    assert ask(cache, "/admin/").status == "200 OK"


# Memory


def test_memory_is_bounded_and_what_is_asked_for_stays():
    site = Site(body=b"x" * 100)  # too small to compress: one encoding
    cache = cache_for(site, most_bytes=1000)
    for number in range(10):
        ask(cache, f"/{number}/")
    ask(cache, "/0/")
    ask(cache, "/new/")

    assert cache.pages.memory.size <= 1000
    assert {key.path for key in cache.pages.memory.entries} >= {"/0/", "/new/"}
    assert "/1/" not in {key.path for key in cache.pages.memory.entries}


def test_page_too_large_to_keep_is_sent():
    site = Site(body=b"x" * 150)
    cache = cache_for(site, most_bytes=400)

    assert ask(cache).body == site.body
    assert not cache.pages.memory.entries


def test_addresses_are_remembered_up_to_a_bound(monkeypatch):
    monkeypatch.setattr("page_cache.policy.MOST_REMEMBERED", 20)
    cache = cache_for(Site(status="404 Not Found"))

    for number in range(100):
        ask(cache, f"/{number}/")
    ask(cache, "/" + "x" * 5000)

    assert len(cache.keys.known) <= 20
    assert len(cache.renderer.not_cached) <= 20
    assert not cache.renewals.jobs
    assert all(len(key.path) < 5000 for key in cache.renderer.not_cached)
