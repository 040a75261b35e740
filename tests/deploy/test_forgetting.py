"""Varnish forgets everything after a change, and delays nobody meanwhile."""

import socket
import threading

import pytest

from hstf_site import varnish as told
from tests.browser.sites import free_port
from tests.deploy.programs import Page, Visitor, counters, site, varnish, wait_for

HOST = "www.example.org"


@pytest.fixture
def tell(settings, monkeypatch):
    """Configure a Varnish at a port, as FRONTEND_CACHE_URL does, in less of a hurry."""
    monkeypatch.setattr(told, "known", known := {})
    monkeypatch.setattr(told, "BETWEEN_THE_TWO", 0.2)
    monkeypatch.setattr(told, "UNTIL_THE_NEXT_TRY", 0.05)
    settings.ALLOWED_HOSTS = [HOST, ".example.org"]

    def configure(*ports):
        settings.FRONTEND_CACHES = [f"http://127.0.0.1:{port}" for port in ports]

    yield configure
    for each in known.values():  # their threads have nothing more to do
        each.ask = lambda *args: 200


def requests(server):
    return [(each.method, each.path, each.headers["Host"]) for each in server.asked]


ONCE = [("PURGE", "/", "localhost"), ("GET", "/help/", HOST)]


def test_each_varnish_is_told_twice_and_asked_for_the_help_page(tell):
    with site() as one, site() as two:
        tell(one.server_address[1], two.server_address[1])

        told.forget_all()

        for server in (one, two):
            wait_for(lambda s=server: len(s.asked) == 4)
            assert requests(server) == ONCE * 2
            assert server.asked[1].headers["X-Forwarded-Proto"] == "https"


def test_change_is_announced_without_waiting(tell, monkeypatch):
    gate = threading.Event()
    monkeypatch.setattr(told.Varnish, "ask", lambda *args: gate.wait(10) and 200)
    tell(1)

    told.forget_all()  # or else it would wait for the gate

    assert not gate.is_set()
    gate.set()


def test_many_changes_at_once_are_told_together(tell):
    with site() as server:
        tell(server.server_address[1])

        for _ in range(100):
            told.forget_all()
        wait_for(lambda: len(server.asked) >= 4)

        assert len(server.asked) <= 6


@pytest.mark.parametrize("how", ["refused", "silent", "answers 405"])
def test_varnish_that_fails_stops_nobody_and_is_logged_once(
    tell, caplog, monkeypatch, how
):
    ask, tries = told.Varnish.ask, []

    def counted(varnish, *args):
        tries.append(varnish.place)
        return ask(varnish, *args)

    monkeypatch.setattr(told, "LONGEST_WAIT", 0.2)
    monkeypatch.setattr(told.Varnish, "ask", counted)
    with site() as server, socket.create_server(("127.0.0.1", 0)) as silent:
        server.pages["/"] = Page(status=405)
        ports = {"refused": free_port(), "silent": silent.getsockname()[1]}
        tell(port := ports.get(how, server.server_address[1]))

        told.forget_all()

        wait_for(lambda: tries.count(f"127.0.0.1:{port}") > 2)
        assert caplog.text.count(f":{port} keeps old copies") == 1


def test_varnish_that_was_away_is_told_when_it_is_back(tell):
    with site() as server:
        server.pages["/"] = Page(status=503)
        tell(server.server_address[1])
        told.forget_all()
        wait_for(lambda: len(server.asked) > 2)

        server.pages.clear()
        server.asked.clear()

        wait_for(lambda: requests(server)[-2:] == ONCE)


def test_help_page_that_fails_is_no_failure_to_forget(tell, caplog):
    with site() as server:
        server.pages["/help/"] = Page(status=503)
        tell(server.server_address[1])
        told.forget_all()

        wait_for(lambda: len(server.asked) == 4)
        assert f"{server.server_address[1]} keeps old copies" not in caplog.text


def test_nobody_is_told_where_none_is_configured(tell):
    tell()

    told.forget_all()

    assert told.known == {}


# A real one


@pytest.fixture
def edge(tmp_path, tell):
    fresh = ("set beresp.ttl = 0.2s", "set beresp.ttl = 60s")
    with (
        site() as behind,
        varnish(tmp_path / "varnish", behind.server_address[1], ttl=fresh) as port,
    ):
        tell(port)
        yield behind, Visitor(port, host=HOST)


def test_change_is_seen_in_whatever_was_kept(edge):
    behind, ask = edge
    pages = ["/", "/news/", "/record.csv", "/help/"]
    for page in pages:
        behind.pages[page] = Page(words="before")
        assert ask(page).words == "before"
        behind.pages[page] = Page(words="after")
        assert ask(page).words == "before"

    told.forget_all()

    for page in pages:
        wait_for(lambda p=page: ask(p).words == "after")


def test_page_that_was_being_made_meanwhile_is_forgotten_too(edge):
    behind, ask = edge
    gate = threading.Event()
    behind.pages["/slow/"] = Page(words="made before the change", wait=gate)
    reader = threading.Thread(target=ask, args=("/slow/",))
    reader.start()
    wait_for(lambda: behind.times(HOST) == 1)
    behind.pages["/slow/"] = Page(words="after")

    told.forget_all()
    wait_for(lambda: any(asked.path == "/help/" for asked in behind.asked))
    gate.set()
    reader.join(20)

    assert ask("/slow/").words == "made before the change"
    wait_for(lambda: ask("/slow/").words == "after")


def test_help_page_is_there_again_before_anybody_asks(edge):
    behind, ask = edge
    behind.pages["/help/"] = Page(headers={"Cache-Control": "no-store"}, words="help")

    told.forget_all()
    wait_for(lambda: sum(each.path == "/help/" for each in behind.asked) == 2)
    behind.is_away = True

    assert ask("/help/").words == "help"


def test_list_of_what_to_forget_does_not_grow(edge, tmp_path):
    _, ask = edge
    for _ in range(50):
        assert Visitor(ask.port, host="localhost")("/", "PURGE").status == 200

    count = counters(tmp_path / "varnish")
    assert count["bans_added"] > 50
    assert count["bans"] - count["bans_completed"] <= 1
