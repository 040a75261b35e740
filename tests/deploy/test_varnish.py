"""Which copies Varnish caches and serves, in front of a minimal site."""

import threading
from hashlib import sha256
from itertools import count, product
from operator import add

import pytest

from tests.deploy.programs import (
    STRANGER,
    Page,
    Visitor,
    can_be_called_from,
    site,
    varnish,
    wait_for,
)

LONG = ("set beresp.ttl = 0.2s", "set beresp.ttl = 60s")
number = count()


@pytest.fixture(scope="module")
def behind():
    with site() as server:
        yield server


@pytest.fixture(scope="module")
def port(behind, tmp_path_factory):
    """Copies are fresh for a minute here, so that slow machines see them, too."""
    folder = tmp_path_factory.mktemp("held") / "varnish"
    with varnish(folder, behind.server_address[1], ttl=LONG) as started:
        yield started


@pytest.fixture
def ask(port):
    """Request from a host unique to this test, so that no copy is cached."""
    return Visitor(port, host=f"www{next(number)}.example.org")


@pytest.fixture
def stranger(ask):
    if not can_be_called_from(STRANGER):
        pytest.skip(f"this machine does not call from {STRANGER}")
    return STRANGER


@pytest.fixture
def put(behind):
    """Replace the response of a URL for one test."""
    before = dict(behind.pages)

    def answer(path, **page):
        behind.pages[path] = Page(**page)

    yield answer
    behind.pages = before


# Who asks


def test_second_visitor_gets_the_copy_of_the_first(ask, behind):
    first, second = ask("/faq/"), ask("/faq/")

    assert first.words == second.words == f"https {ask.host} /faq/"
    assert behind.times(ask.host) == 1


def test_schemes_never_share_a_copy(ask):
    words = []
    for scheme in ("https", "http", "https", "http"):
        ask.scheme = scheme
        words.append(ask().words)

    assert words == [f"{scheme} {ask.host} /" for scheme in ("https", "http")] * 2


@pytest.mark.parametrize("told", ["ftp", "https,http", "HTTPS", ""])
def test_any_other_scheme_is_http(ask, told):
    ask.scheme = told

    assert ask().words == f"http {ask.host} /"


def test_hosts_never_share_a_copy(ask):
    assert ask().words != Visitor(ask.port, host=f"x.{ask.host}")().words


def test_one_host_in_other_spellings_is_one(ask, behind):
    for spelled in (ask.host, ask.host.upper(), f"{ask.host}.", f"{ask.host}:443"):
        assert Visitor(ask.port, host=spelled)().words == f"https {ask.host} /"

    assert behind.times(ask.host) == 1


def test_stranger_is_not_believed_about_scheme_and_address(ask, behind, stranger):
    got = ask(caller=stranger, X_Forwarded_For="192.0.2.7", X_Real_IP="192.0.2.7")

    assert got.words == f"http {ask.host} /"
    (asked,) = behind.of(ask.host)
    assert asked.headers["X-Forwarded-For"] == stranger
    assert "X-Real-IP" not in asked.headers


@pytest.mark.parametrize("told", ["192.0.2.7", "198.51.100.1, 192.0.2.7"])
def test_site_gets_the_one_address_that_the_proxy_tells(ask, behind, told):
    ask(X_Forwarded_For=told, X_Forwarded_Host="other.example.org", Forwarded="for=x")

    (asked,) = behind.of(ask.host)
    assert asked.headers["X-Forwarded-For"] == "192.0.2.7"
    assert not {"X-Forwarded-Host", "Forwarded"} & set(asked.headers)


def with_underscores(name):
    """Return all spellings of a name that WSGI cannot distinguish."""
    spelled = (
        "".join(map(add, name.split("-"), (*signs, "")))
        for signs in product("-_", repeat=name.count("-"))
    )
    return [each for each in spelled if each != name]


def test_name_with_underscores_does_not_pass_for_another(ask, behind):
    names = [
        *("Accept-Encoding", "If-Match", "If-Modified-Since", "If-None-Match"),
        *("If-Range", "If-Unmodified-Since", "X-Forwarded-For", "X-Forwarded-Host"),
        *("X-Forwarded-Port", "X-Forwarded-Proto"),
    ]
    claimed = {each: "x" for name in names for each in with_underscores(name)}
    assert "X_Forwarded-Proto" in claimed

    ask(spelled=claimed)
    ask("/admin/", spelled=claimed)

    for asked in behind.of(ask.host):
        assert not [name for name in asked.headers if "_" in name]


# What is asked for


def test_unknown_parameters_reach_neither_the_key_nor_the_site(ask, behind):
    for query in ("?utm_source=a&page=2&year=2026", "?year=2026&page=2&fbclid=b&"):
        assert ask(f"/news/{query}").words.endswith(" /news/?page=2&year=2026")
    for query in ("?page=2", "?", "?p%61ge=3"):
        assert ask(f"/faq/{query}").words.endswith(" /faq/")

    assert behind.times(ask.host) == 2


@pytest.mark.parametrize(
    "known",
    [
        "/record/?program=a&source=b",
        "/record/corrections/?page=2",
        "/record/sources/a-report/?list=page&page=2",
        "/regions/texas/?for=press",
        "/regions/texas/?also=a&near=b&nearer=c",
        "/regions/texas/?office=a",
        "/news/?page=2&topic=x&year=2026",
        "/news/?page",
    ],
)
def test_known_parameters_make_a_copy(ask, behind, known):
    for _ in range(2):
        assert ask(f"{known}&utm_source=x").words.endswith(f" {known}")

    assert behind.times(ask.host) == 1


@pytest.mark.parametrize("query", ["page%3D3", "p%61ge=3", "xpage=3", "page[]=3"])
def test_name_spelled_in_another_way_puts_nothing_under_a_known_key(ask, query):
    ask(f"/news/?{query}")

    assert ask("/news/").words.endswith(" /news/")


@pytest.mark.parametrize(
    "path",
    [
        "/search/?q=a&q=b",
        "/record/?program=x&as_of=2026-01-02",
        "/regions/?zip=20001",
        "/search/?q",
        "/news/?page=" + "9" * 600,
        "/news/?" + "a=1&" * 20,
        "/admin/",
        "/admin",
        "/%61dmin/",
        "/documents/1/x.pdf",
        "/h%65lp/",
    ],
)
def test_what_is_made_each_time_arrives_whole_and_is_never_kept(ask, behind, path):
    for _ in range(2):
        assert ask(path).words == f"https {ask.host} {path}"

    assert behind.times(ask.host) == 2


@pytest.mark.parametrize("method", ["POST", "OPTIONS"])
def test_other_methods_are_passed(ask, behind, method):
    for _ in range(2):
        ask("/faq/", method, Content_Length="0")

    assert [asked.method for asked in behind.of(ask.host)] == [method] * 2


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "CONNECT", "BAN"])
def test_methods_of_nobody_are_refused(ask, behind, method):
    assert ask("/faq/", method).status == 405
    assert not behind.times(ask.host)


# What the visitor brings


def test_cookies_reach_no_public_page(ask, behind):
    for cookie in ("_ga=1", "theme=dark; x=2"):
        ask(Cookie=cookie)

    (asked,) = behind.of(ask.host)
    assert "Cookie" not in asked.headers


def test_editor_gets_nobody_elses_copy_and_leaves_none(ask, behind):
    cookie = "a=b; __Host-session=abc"
    ask()
    ask(Cookie=cookie)
    ask(Cookie=cookie)
    ask()

    assert [asked.headers.get("Cookie") for asked in behind.of(ask.host)] == [
        None,
        cookie,
        cookie,
    ]


def test_authorization_passes(ask, behind):
    for _ in range(2):
        ask(Authorization="Basic x")

    assert behind.times(ask.host) == 2


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.8, gzip", "br"),
        ("br;q=0, gzip", "gzip"),
        ("gzip, br;q=0.0", "gzip"),
        ("gzip", "gzip"),
        ("brotli, identity", None),
        ("", None),
    ],
)
def test_each_browser_gets_an_encoding_that_it_takes(ask, behind, accepted, encoding):
    for _ in range(2):
        got = ask(Accept_Encoding=accepted)
        assert got.headers.get("content-encoding") == encoding
        assert got.words == f"https {ask.host} /"
        assert got.headers["vary"] == "Accept-Encoding"

    assert behind.times(ask.host) == 1


def test_encodings_make_two_copies_at_most(ask, behind):
    for accepted in ("br", "gzip", "", "gzip, br", "deflate", "identity"):
        ask(Accept_Encoding=accepted)

    assert behind.times(ask.host) == 2


def test_head_and_conditions_are_answered_from_the_copy(ask, behind):
    got = ask(Accept_Encoding="br")

    head = ask(method="HEAD", Accept_Encoding="br")
    known = ask(Accept_Encoding="br", If_None_Match=got.headers["etag"])
    changed = ask(Accept_Encoding="br", If_None_Match='"other"')

    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(got.body))
    assert (known.status, known.body) == (304, b"")
    assert known.headers["cache-control"] == got.headers["cache-control"]
    assert changed.body == got.body
    assert behind.times(ask.host) == 1


def test_visitor_cannot_speak_as_varnish_does_to_itself(ask, behind):
    for name in ("Brotli", "Again", "Whole", "Query", "How", "Proxied"):
        got = ask(**{f"X_Edge_{name}": "whole"})
        assert "whole" not in got.headers["cache-status"]

    assert behind.times(ask.host) == 1
    assert not any(name.startswith("X-Edge") for name in behind.of(ask.host)[0].headers)


def test_answer_tells_nothing_about_varnish(ask):
    for _ in range(2):
        got = ask()
        assert not {name for name in got.headers if name.startswith(("x-edge", "via"))}
        assert "x-varnish" not in got.headers
        assert got.headers["x-content-type-options"] == "nosniff"


# What the site answers


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": "private, no-cache"},
        {"Cache-Control": "public, no-store"},
        {"Cache-Control": "max-age=60"},
        {"Set-Cookie": "a=b"},
        {"Vary": "Cookie"},
        {"Vary": "Accept-Encoding, Cookie"},
    ],
)
def test_only_what_the_site_calls_public_is_kept(ask, behind, put, headers):
    put("/odd/", headers=headers)

    for _ in range(2):
        assert ask("/odd/").status == 200

    assert behind.times(ask.host) == 2


@pytest.mark.parametrize("status", [302, 400, 403, 500, 503])
def test_failures_are_passed_on_and_never_kept(ask, put, status):
    put("/odd/", status=status, words="first")
    first = ask("/odd/")
    put("/odd/", status=status, words="second")

    second = ask("/odd/")

    assert (first.status, first.words) == (status, "first")
    assert (second.status, second.words) == (status, "second")


@pytest.mark.parametrize("status", [301, 404, 410])
def test_mistyped_address_is_made_once_for_a_crowd(ask, behind, put, status):
    put("/odd/", status=status)

    for _ in range(2):
        assert ask("/odd/").status == status

    assert behind.times(ask.host) == 1


def test_redirect_may_depend_on_any_parameter(ask, put):
    put("/index.php", status=301)

    assert ask("/index.php?id=1").words.endswith("/index.php?id=1")
    assert ask("/index.php?id=2").words.endswith("/index.php?id=2")
    assert ask("/index.php").words.endswith("/index.php")


def test_crowd_at_a_new_page_costs_one(ask, behind, put):
    gate = threading.Event()
    put("/crowd/", wait=gate)
    got = []
    visitors = [
        threading.Thread(target=lambda: got.append(ask("/crowd/").status))
        for _ in range(20)
    ]
    for visitor in visitors:
        visitor.start()
    wait_for(lambda: behind.times(ask.host))
    gate.set()
    for visitor in visitors:
        visitor.join(20)

    assert got == [200] * 20
    assert behind.times(ask.host) == 1


# Forgetting


def test_site_has_all_copies_forgotten(ask, behind):
    def visit():
        for scheme in ("http", "https"):
            ask.scheme = scheme
            for accepted in ("br", "gzip"):
                ask("/news/", Accept_Encoding=accepted)
                ask("/news/?page=2", Accept_Encoding=accepted)
        ask("/faq/")
        ask("/help/")

    visit()
    visit()
    before = behind.times(ask.host)

    got = Visitor(ask.port, host="localhost", scheme="")("/", "PURGE")
    visit()

    assert (before, got.status) == (10, 200)
    assert behind.times(ask.host) == 2 * before


def test_strangers_have_nothing_forgotten(ask, behind, stranger):
    ask("/news/")

    refused = [
        ask("/news/", "PURGE", caller=stranger),
        # Somebody who comes through the proxy on the same machine.
        ask("/news/", "PURGE", X_Forwarded_For="192.0.2.7"),
    ]
    ask("/news/")

    assert [got.status for got in refused] == [405, 405]
    assert behind.times(ask.host) == 1


# The help page


@pytest.mark.parametrize("path", ["/help", "/help/", "/help/poster/a4/"])
def test_help_page_is_kept_for_all_and_still_says_that_nobody_may(
    ask, behind, put, path
):
    put(path, headers={"Cache-Control": "no-store"})
    for cookie in ("a=b", "__Host-session=abc", ""):
        got = ask(f"{path}?x=1", Cookie=cookie, Accept_Encoding="br, gzip")
        assert got.words == f"https {ask.host} {path}"
        assert got.headers["cache-control"] == "no-store"

    (asked,) = behind.of(ask.host)
    assert "Cookie" not in asked.headers


def test_help_page_that_depends_on_somebody_is_kept_for_nobody(ask, behind, put):
    for headers in ({"Set-Cookie": "a=b"}, {"Cache-Control": "private"}):
        put("/help/", headers=headers)
        for _ in range(2):
            ask("/help/")

    assert behind.times(ask.host) == 4


def test_other_pages_that_nobody_may_keep_are_not_kept(ask, behind, put):
    put("/helpful/", headers={"Cache-Control": "no-store"})
    for _ in range(2):
        ask("/helpful/")

    assert behind.times(ask.host) == 2


def test_help_page_is_never_evicted(behind, tmp_path):
    pages = [f"/page/{number}/" for number in range(40)]
    for page in pages:
        words = "".join(sha256(f"{page} {n}".encode()).hexdigest() for n in range(3000))
        behind.pages[page] = Page(words=words)
    port = behind.server_address[1]
    with varnish(tmp_path / "small", port, memory="2m", ttl=LONG) as small:
        ask = Visitor(small, host="small.example.org")
        ask("/help/")
        for page in pages:
            ask(page)
        behind.asked.clear()

        told = {
            page: ask(page).headers["cache-status"] for page in ("/help/", pages[0])
        }

    assert told == {"/help/": "varnish; hit", pages[0]: "varnish; fwd=miss"}


# What it says of itself


def test_it_adds_what_it_did_to_what_the_site_says(ask, put):
    put("/told/", headers={"Cache-Status": "hstf; fwd=miss; stored"})

    told = [ask(path).headers["cache-status"] for path in ("/told/", "/told/", "/faq/")]
    passed = ask("/search/?q=a").headers["cache-status"]
    refused = ask("/faq/", "PUT").headers["cache-status"]

    assert told == [
        "hstf; fwd=miss; stored, varnish; fwd=miss",
        "hstf; fwd=miss; stored, varnish; hit",
        "varnish; fwd=miss",
    ]
    assert passed == "varnish; fwd=bypass"
    assert refused == "varnish; detail=refused"
