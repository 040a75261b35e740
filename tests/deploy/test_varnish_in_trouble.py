"""How fresh Varnish is, and what it serves while the site fails or is down."""

from itertools import count

import pytest

from tests.deploy.programs import SOON, Page, Visitor, site, varnish, wait_for

OLD = "varnish; hit; detail=stale"
number = count()


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    folder = tmp_path_factory.mktemp("as-it-is") / "varnish"
    with site() as behind, varnish(folder, behind.server_address[1]) as port:
        yield behind, port


@pytest.fixture
def behind(started):
    server, _ = started
    yield server
    server.is_away = False
    server.pages = {}


@pytest.fixture
def ask(started):
    # The site itself would answer for each, so those that fail share one host.
    return Visitor(started[1], host=f"www{next(number)}.example.org")


def is_old(got):
    return got.headers["cache-status"].endswith(OLD)


def test_change_is_seen_soon_in_each_encoding(ask, behind):
    for accepted in ("br", "gzip"):
        behind.pages["/"] = Page(words="before")
        assert ask(Accept_Encoding=accepted).words == "before"
        behind.pages["/"] = Page(words="after")

        wait_for(lambda a=accepted: ask(Accept_Encoding=a).words == "after", SOON)


def test_first_visitor_after_a_pause_sees_the_change(ask, behind):
    behind.pages["/rare/"] = Page(words="before")
    ask("/rare/")
    behind.pages["/rare/"] = Page(words="after")

    # Meanwhile, others have asked for another page twice as long as a copy holds.
    wait_for(lambda: ask() and behind.times(ask.host) > 4)

    assert ask("/rare/").words == "after"


def test_page_that_is_the_same_is_not_sent_again(ask, behind):
    ask(Accept_Encoding="br")

    wait_for(lambda: ask(Accept_Encoding="br") and behind.times(ask.host) > 2)

    later = behind.of(ask.host)[1:]
    assert all("If-None-Match" in asked.headers for asked in later)


def test_files_that_never_change_are_not_asked_for_again(ask, behind):
    forever = {"Cache-Control": "max-age=315360000, public, immutable"}
    behind.pages["/static/a.0123.css"] = Page(headers=forever)
    ask("/static/a.0123.css")

    # By then, each page has been requested again.
    wait_for(lambda: ask() and behind.times(ask.host) > 3)
    ask("/static/a.0123.css")

    asked = [asked.path for asked in behind.of(ask.host)]
    assert asked.count("/static/a.0123.css") == 1


def test_old_copy_stands_in_while_the_site_is_away_and_says_so(ask, behind):
    before = ask("/faq/", Accept_Encoding="br")
    assert not is_old(before)

    behind.is_away = True
    got = []
    wait_for(
        lambda: got.append(ask("/faq/?utm=x", Accept_Encoding="br")) or is_old(got[-1])
    )

    assert {(each.status, each.words) for each in got} == {(200, before.words)}
    passing = {"age", "date", "cache-status"}
    for name in (set(before.headers) | set(got[-1].headers)) - passing:
        assert got[-1].headers[name] == before.headers[name]

    behind.is_away = False
    wait_for(lambda: not is_old(ask("/faq/", Accept_Encoding="br")))


def test_nothing_sticks_that_an_earlier_answer_said(ask, behind):
    stale = {"Cache-Status": "hstf; hit; ttl=-100; detail=stale", "Age": "100"}
    behind.pages["/faq/"] = Page(headers=stale)
    got = ask("/faq/")
    assert got.headers["cache-status"] == f"{stale['Cache-Status']}, varnish; fwd=miss"
    assert int(got.headers["age"]) >= 100

    fresh = "hstf; hit; ttl=30"
    behind.pages["/faq/"] = Page(headers={"Cache-Status": fresh})
    got = []
    wait_for(
        lambda: (
            got.append(ask("/faq/"))
            or got[-1].headers["cache-status"].startswith(f"{fresh}, varnish; ")
        )
    )

    # It was not sent again: only its headers were.
    assert "If-None-Match" in behind.of(ask.host)[-1].headers
    assert int(got[-1].headers["age"]) < SOON


def test_old_copy_stands_in_for_a_page_that_fails(ask, behind):
    before = ask("/faq/").words
    behind.pages["/faq/"] = Page(status=500, words="trouble")
    got = []

    wait_for(lambda: got.append(ask("/faq/")) or is_old(got[-1]))

    assert {(each.status, each.words) for each in got} == {(200, before)}


def test_sites_own_words_are_sent_where_there_is_no_copy(ask, behind):
    behind.pages["/odd/"] = Page(status=500, words="trouble")

    got = ask("/odd/")

    assert (got.status, got.words) == (500, "trouble")


@pytest.mark.parametrize("path", ["/new/", "/help/", "/search/?q=a", "/admin/"])
def test_without_site_and_copy_a_page_says_so(ask, behind, path):
    behind.is_away = True

    got = ask(path)

    assert got.status == 503
    assert "cannot be shown right now" in got.words
    assert "911" in got.words
    assert got.headers["cache-control"] == "no-store"
    assert got.headers["content-security-policy"].startswith("default-src 'none'")
    assert got.headers["x-content-type-options"] == "nosniff"


def test_page_that_is_gone_does_not_come_back(ask, behind):
    behind.pages["/news/a/"] = Page(words="withdrawn")
    for accepted in ("br", "gzip"):
        ask("/news/a/", Accept_Encoding=accepted)
    behind.pages["/news/a/"] = Page(status=404, words="gone")
    wait_for(lambda: ask("/news/a/", Accept_Encoding="br").status == 404)

    # Nobody has requested the other encoding since, so the site must say it.
    Visitor(ask.port, host="localhost")("/", "PURGE")
    behind.is_away = True

    for accepted in ("br", "gzip"):
        assert ask("/news/a/", Accept_Encoding=accepted).status in {404, 503}
