"""Where look-ups lead: kept apart from pages, in small bounds."""

import re

import pytest

from page_cache.kept_redirects import LARGEST, MOST
from tests.page_cache.wsgi_site import Changes, Clock, Here, Site, ask, cache_for

pytestmark = pytest.mark.usefixtures("rendered_here")

RULES = {
    "passed": frozenset({"q", "zip"}),
    "look_ups": [
        (re.compile(r"/regions/$"), frozenset({"q", "for"})),
        (re.compile(r"/regions/[^/]+/$"), frozenset({"zip", "for"})),
    ],
}


@pytest.fixture
def rendered_here(monkeypatch):
    monkeypatch.setattr("page_cache.renewal.ThreadPoolExecutor", Here)


class Leading(Site):
    """Leads each look-up on; any other request gets a page."""

    def __init__(self, status="302 Found", *more, control="public, s-maxage=29"):
        super().__init__()
        self.look_up, self.more, self.control = status, more, control

    def __call__(self, environ, start_response):
        if not environ["QUERY_STRING"]:
            return super().__call__(environ, start_response)
        self.asked.append(environ)
        if self.error:
            raise self.error
        headers = [("Location", f"/regions/to-{environ['QUERY_STRING']}/")]
        headers += [("Cache-Control", self.control), *self.more]
        start_response(self.look_up, headers)
        return [b""]


def look_up(cache, query="q=77002", path="/regions/", **options):
    return ask(cache, path, query, **options)


def told(got):
    return got.headers["Cache-Status"]


@pytest.mark.parametrize("status", ["302 Found", "301 Moved Permanently"])
def test_look_up_is_answered_once_and_led_on_again(status):
    site = Leading(status)
    cache = cache_for(site, **RULES)

    first, second = look_up(cache), look_up(cache)

    assert (first.status, second.status) == (status, status)
    assert first.headers["Location"] == "/regions/to-q=77002/"
    assert second.headers["Location"] == first.headers["Location"]
    assert told(first) == "hstf; fwd=uri-miss; stored"
    assert told(second).startswith("hstf; hit; ttl=")
    assert site.times == 1


@pytest.mark.parametrize(
    "other",
    [
        {"query": "q=77003"},
        {"query": "q=77002&for=public"},
        {"query": "zip=77002", "path": "/regions/texas/"},
        {"host": "other.example.org"},
        {"scheme": "https"},
    ],
)
def test_what_may_lead_elsewhere_is_asked_for_by_itself(other):
    site = Leading()
    cache = cache_for(site, **RULES)
    look_up(cache)

    look_up(cache, **other)

    assert site.times == 2


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/regions/", "q=77002&utm_source=x"),
        ("/regions/", "zip=77002"),
        ("/regions/texas/", "q=77002"),
        ("/search/", "q=77002"),
        ("/regions/", "q=" + "7" * 600),
        ("/regions/", "q=7&" * 30),
    ],
)
def test_other_made_up_requests_pass_by(path, query):
    site = Leading()
    cache = cache_for(site, **RULES)

    got = [look_up(cache, query, path) for _ in range(2)]

    assert {told(each) for each in got} == {"hstf; fwd=bypass"}
    assert site.times == 2
    assert not cache.redirects.store.entries


@pytest.mark.parametrize(
    "options",
    [
        {"method": "POST"},
        {"cookie": "sessionid=1"},
        {"authorization": "Basic x"},
    ],
)
def test_look_up_of_one_visitor_passes_by(options):
    site = Leading()
    cache = cache_for(site, **RULES)
    look_up(cache)

    assert told(look_up(cache, **options)) == "hstf; fwd=bypass"
    assert site.times == 2


@pytest.mark.parametrize(
    "site",
    [
        Leading("200 OK"),
        Leading("404 Not Found"),
        Leading("307 Temporary Redirect"),
        Leading("302 Found", control="private, no-cache"),
        Leading("302 Found", control="public, no-store"),
        Leading("302 Found", ("Set-Cookie", "a=b")),
        Leading("302 Found", ("Vary", "Cookie")),
        Leading("302 Found", ("X-Long", "x" * LARGEST)),
    ],
)
def test_only_small_redirects_that_the_site_calls_public_are_kept(site):
    cache = cache_for(site, **RULES)

    got = [look_up(cache) for _ in range(2)]

    assert {each.status for each in got} == {site.look_up}
    assert site.times == 2
    assert not cache.redirects.store.entries
    assert not cache.pages.memory.entries


def test_site_sees_nothing_of_the_visitor_who_looks_up_first():
    site = Leading()

    look_up(cache_for(site, **RULES), cookie="theme=dark", accept_language="es")

    (environ,) = site.asked
    assert {name for name in environ if name.startswith("HTTP_")} == {"HTTP_HOST"}
    assert environ["QUERY_STRING"] == "q=77002"


def test_head_has_the_headers_of_get():
    cache = cache_for(Leading(), **RULES)
    look_up(cache)

    head, get = look_up(cache, method="HEAD"), look_up(cache)

    assert (head.status, head.headers, head.body) == (get.status, get.headers, b"")


def test_change_has_each_look_up_answered_again():
    site, generation = Leading(), Changes()
    cache = cache_for(site, generation, **RULES)
    look_up(cache)

    generation.move()

    assert "stored" in told(look_up(cache))
    assert "hit" in told(look_up(cache))
    assert site.times == 2


def test_look_up_is_answered_again_on_a_new_day():
    night = Clock(1_795_409_940.0)  # 2026-11-22 23:59:00 in New York
    site = Leading()
    cache = cache_for(
        site, clock=night, turns_at_midnight_of="America/New_York", **RULES
    )
    look_up(cache)
    assert look_up(cache).headers["Cache-Control"] == "public, s-maxage=29"
    night.now += 50
    assert look_up(cache).headers["Cache-Control"] == "public, s-maxage=10"
    night.now += 11
    look_up(cache)

    assert site.times == 2


def test_look_up_leads_on_though_nobody_can_be_asked():
    """The database is away: whether something has changed, and all else."""
    site, generation, clock = Leading(), Changes(), Clock()
    cache = cache_for(site, generation, clock, **RULES)
    look_up(cache)
    generation.is_sure, site.error = False, OSError("gone")
    generation.now += 3600
    clock.now += 3600

    got = look_up(cache)

    assert (got.status, got.headers["Location"]) == (
        "302 Found",
        "/regions/to-q=77002/",
    )
    assert told(got) == "hstf; hit; ttl=-1; detail=stale"
    assert got.headers["Age"] == "3600"
    assert look_up(cache, "q=88063").status == "503 Service Unavailable"


def test_what_is_out_of_date_stands_in_for_a_failure_only():
    site, generation, clock = Leading(), Changes(), Clock()
    cache = cache_for(site, generation, clock, **RULES)
    look_up(cache)
    clock.now += 48 * 60 * 60
    site.error = OSError("gone")
    assert "detail=stale" in told(look_up(cache))

    generation.move()  # it may lead elsewhere now
    assert look_up(cache).status == "503 Service Unavailable"
    site.error = None
    assert "stored" in told(look_up(cache))


def test_look_up_that_fails_keeps_no_page_from_being_made():
    site, generation = Leading("503 Busy"), Changes()
    cache = cache_for(site, generation, **RULES)
    ask(cache, "/faq/")
    look_up(cache)
    generation.move()
    site.body = b"new"

    assert ask(cache, "/faq/").body == b"new"


def test_look_ups_wait_for_a_thread_like_all_that_is_not_kept():
    cache = cache_for(Leading(), most_passing=1, patience=0.01, **RULES)
    look_up(cache)
    assert cache.passing.acquire(blocking=False)

    assert look_up(cache, "q=88063").status == "503 Service Unavailable"
    assert "hit" in told(look_up(cache))


# Floods


def test_flood_of_look_ups_leaves_pages_and_memory_as_they_are():
    site = Leading()
    cache = cache_for(site, **RULES)
    ask(cache, "/faq/")
    before = dict(cache.pages.memory.entries)

    for number in range(3 * MOST):
        look_up(cache, f"q=made-up+{number}")
        look_up(cache, "q=77002")  # what others ask for meanwhile

    assert cache.pages.memory.entries == before
    assert len(cache.redirects.store.entries) == MOST
    assert len(cache.redirects.store.queue) == MOST
    assert len(cache.keys.known) == 1
    assert not cache.renderer.not_cached
    assert not cache.renderer.rest_until
    # Each of the others was new.
    assert site.times == 1 + 3 * MOST + 1


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/regions/", "q=made-up+{}"),
        ("/regions/texas/", "zip={}"),
        ("/search/", "q=made-up+{}"),
    ],
)
def test_flood_of_made_up_queries_makes_no_page_be_looked_for_again(
    monkeypatch, path, query
):
    monkeypatch.setattr("page_cache.policy.MOST_REMEMBERED", 20)
    cache = cache_for(Leading(), **RULES)
    ask(cache, "/faq/")
    found = []
    new_key = cache.keys.new_key
    monkeypatch.setattr(
        cache.keys, "new_key", lambda e: found.append(e["PATH_INFO"]) or new_key(e)
    )

    for number in range(200):
        look_up(cache, query.format(number), path)
        assert told(ask(cache, "/faq/")).startswith("hstf; hit")

    assert "/faq/" not in found


@pytest.mark.parametrize(
    ("path", "query"), [("/made-up-{}/", ""), ("/faq/", "utm_source={}")]
)
def test_flood_of_made_up_addresses_costs_a_page_next_to_nothing(
    monkeypatch, path, query
):
    """Its own address is forgotten once for as many others as are remembered."""
    monkeypatch.setattr("page_cache.policy.MOST_REMEMBERED", 20)
    site = Site()
    cache = cache_for(site, **RULES)
    found = []
    new_key = cache.keys.new_key
    monkeypatch.setattr(
        cache.keys,
        "new_key",
        lambda e: found.append((e["PATH_INFO"], e["QUERY_STRING"])) or new_key(e),
    )
    ask(cache, "/faq/")

    for number in range(200):
        ask(cache, path.format(number), query.format(number))
        assert told(ask(cache, "/faq/")).startswith("hstf; hit")

    assert len(cache.keys.known) <= 20
    assert found.count(("/faq/", "")) <= 1 + 200 // 18
