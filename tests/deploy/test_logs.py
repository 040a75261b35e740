"""What somebody looks up, or searches for, is in no log of what runs in front."""

import hashlib
import re
import sqlite3
import ssl
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from urllib.parse import quote

import pytest

from tests.browser.sites import answers, free_port
from tests.deploy.programs import (
    Got,
    Page,
    Visitor,
    program,
    site,
    varnish,
    wait_for,
)
from tests.deploy.real_site import copy_database, served, settings_for, shell
from tests.deploy.test_nginx import HOST, MAIN, Secure, configured

# So that there is a migrated database to copy; the tests themselves ask none.
pytestmark = pytest.mark.django_db

TYPED = "8675309"
ASKED = [
    f"/regions/?q={TYPED}",
    f"/regions/texas/?zip={TYPED}&for=public",
    f"/regions/texas/?near={TYPED}",
    f"/record/?as_of={TYPED}",
    f"/search/?q={TYPED}",
    f"/no-such-page/?a={TYPED}&b",
]
# As Debian's nginx.conf: both logs are on wherever a server does not say otherwise.
WITH_LOGS = MAIN.replace(
    "access_log off;",
    "access_log {folder}/usual-access.log; error_log {folder}/usual-error.log info;",
)


@pytest.fixture(scope="module")
def behind():
    with site() as server:
        server.pages["/no-such-page/"] = Page(status=404)
        yield server


def written(folder):
    """Return all that the programs of a folder have written, by file."""
    return {
        file.name: file.read_text(errors="replace")
        for file in folder.iterdir()
        if "log" in file.name and file.is_file()
    }


@contextmanager
def nginx_before(port, folder):
    """Run nginx in front of a port, and yield its own, plain and secure."""
    ports = (free_port(), free_port(), port)
    command = configured(folder, ports, media=True)
    (folder / "nginx.conf").write_text(WITH_LOGS.format(folder=folder))
    with (
        (folder / "stderr.log").open("w") as log,
        subprocess.Popen(command, stderr=log) as server,  # noqa: S603 - our own
    ):
        try:
            wait_for(lambda: answers(ports[1]) or server.poll() is not None)
            assert server.poll() is None, written(folder)
            yield ports
        finally:
            server.terminate()
            server.wait(15)


@pytest.fixture(scope="module")
def nginx(behind, tmp_path_factory):
    folder = tmp_path_factory.mktemp("nginx")
    with nginx_before(behind.server_address[1], folder) as ports:
        yield folder, ports


def asking(folder, ports):
    """Return what a reader asks nginx with."""
    trust = ssl.create_default_context(cafile=str(folder / "fullchain.pem"))
    trust.set_alpn_protocols(["http/1.1"])

    def asked(path, method="GET", *, secure=True, **headers):
        told = {"Host": HOST, "Referer": f"https://{HOST}{ASKED[0]}", **headers}
        connection = (
            Secure(ports[1], trust, HOST)
            if secure
            else HTTPConnection("127.0.0.1", ports[0], timeout=30)
        )
        with closing(connection):
            connection.request(method, path, headers=told)
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return Got(answer.status, headers, answer.read())

    return asked


@pytest.fixture
def ask(nginx):
    asked = asking(*nginx)
    return lambda *told, **more: asked(*told, **more).status


def at_once(ask, paths):
    """Ask as many people do, so that a slow machine counts it as much, too."""
    with ThreadPoolExecutor(20) as people:
        return list(people.map(ask, paths))


def test_nginx_writes_down_no_query_and_no_page_that_somebody_came_from(
    nginx, ask, behind, monkeypatch
):
    folder, _ports = nginx
    statuses = {ask(path) for path in ASKED}
    statuses |= {ask(path, secure=False) for path in ASKED}
    statuses |= {ask(path, secure=False, Host="other.example") for path in ASKED}
    statuses |= {ask(ASKED[0], "PUT"), ask(f"{ASKED[0]}{'x' * 9_000}")}
    statuses |= {ask(f"/static/none.css?{TYPED}"), ask(f"/media/images/?{TYPED}")}
    statuses |= set(at_once(ask, [f"/search/?q={TYPED}"] * 60))
    monkeypatch.setattr(behind, "is_away", True)
    statuses |= {ask(path) for path in ASKED[2:3]}
    assert statuses >= {200, 301, 404, 405, 414, 429, 502}

    # A line is written once the answer has gone out.
    wait_for(lambda: '"GET /regions/texas/" 502 ' in written(folder)["hstf.log"])
    logs = written(folder)

    assert [name for name, words in logs.items() if TYPED in words] == []
    assert '"GET /search/" 429 ' in logs["hstf.log"]


def test_partners_behind_one_address_may_look_up_much(nginx, ask):
    """A dispatch center: dozens of people at once; a search is dearer than that."""
    looked_up = at_once(ask, [f"/regions/?q={77000 + n}" for n in range(40)])
    searched = at_once(ask, [f"/search/?q={n}" for n in range(40)])
    dated = at_once(ask, [f"/regions/texas/?as_of={n}" for n in range(40)])
    near = [ask(f"/regions/texas/?near=office-{n}") for n in range(120)]

    assert set(looked_up) == {200}
    assert 429 in searched
    assert 429 in dated
    assert set(near) == {200}


def test_varnish_has_not_even_in_memory_what_was_asked(behind, tmp_path):
    with varnish(tmp_path / "front", behind.server_address[1]) as port:
        visitor = Visitor(port)
        assert {visitor(path).status for path in ASKED} == {200, 404}
        visitor(f"/regions/?q={TYPED}", "PUT")
        raw = subprocess.run(  # noqa: S603 - our own arguments
            [program("varnishlog"), "-d", "-g", "raw", "-n", tmp_path / "front/work"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    assert "SLT" not in raw
    assert TYPED not in raw


# From here on, the site itself: nginx, Varnish, granian, Django and its database.

CONTENT = """
from wagtail.models import Page, Site
from tests.factories import HelpPageFactory, HomePageFactory, StandardPageFactory
home = HomePageFactory(parent=Page.get_first_root_node(), slug="of-this-test")
Site.objects.update_or_create(is_default_site=True, defaults={"root_page": home})
StandardPageFactory(parent=home, slug="council", title="The partners council")
HelpPageFactory(parent=home, slug="help")
"""
MADE_UP = "zorblefax"
SEARCHES = [
    MADE_UP,
    f"{MADE_UP} council",
    f"counsil {MADE_UP}",  # one word is corrected
    f"¿quién es {MADE_UP}?",
    f"{MADE_UP} in El Paso",
    f"{MADE_UP} being followed",
    f'"{MADE_UP} AND (',
    f"{MADE_UP} " * 100,
]
MORE = ["", "&page=2", "&page=x", "&exactly=1", "&unknown=1"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory, django_db_setup, django_db_blocker):
    """The folders of nginx and of the site, and what a reader asks with."""
    folder = tmp_path_factory.mktemp("whole")
    copy_database(folder, django_db_blocker.unblock())
    port = free_port()
    environment = settings_for(folder, port, HOST)
    with ExitStack() as stack:
        log = stack.enter_context((folder / "log").open("w"))
        assert shell(environment, log, CONTENT).wait(120) == 0
        stack.enter_context(served(environment, log))
        front = stack.enter_context(varnish(folder / "varnish", port))
        (folder / "nginx").mkdir()
        ports = stack.enter_context(nginx_before(front, folder / "nginx"))
        ask = asking(folder / "nginx", ports)
        wait_for(lambda: ask("/").status == 200)
        wait_for(lambda: finds_the_council(ask))
        yield folder, ask


def finds_the_council(ask):
    # A reader who searches in vain for too long is asked to wait.
    got = ask("/search/?q=council")
    return got.status == 200 and "/council/" in got.words


def tables(database):
    """Return all rows of all tables, as statements."""
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


def kept(folder):
    """Return the digest of each file in which the site keeps what it has made."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for part in ("pages", "search")
        for file in sorted((folder / part).rglob("*"))
        if file.is_file()
    }


def quoting_files(folder, word):
    """Return the files that hold a word, in any case."""
    wanted = re.compile(re.escape(word).encode(), re.IGNORECASE)
    return [
        str(file.relative_to(folder))
        for file in sorted(folder.rglob("*"))
        if file.is_file() and wanted.search(file.read_bytes())
    ]


def test_what_is_searched_for_is_written_nowhere(whole):
    """In no file of nginx, Varnish or the site, and in no table: not even counted."""
    folder, ask = whole
    before = tables(folder / "db.sqlite3"), kept(folder)
    told = Counter()
    answers_to = {}

    for text in SEARCHES:
        for more in MORE:
            path = f"/search/?q={quote(text)}{more}"
            # From one address, only so many a second.
            wait_for(lambda p=path: keeps(answers_to, p, ask(p)) != 429)
            told[answers_to[path].status] += 1
    raw = subprocess.run(  # noqa: S603 - our own arguments
        [program("varnishlog"), "-d", "-g", "raw", "-n", folder / "varnish/work"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert told == {200: len(SEARCHES) * len(MORE)}
    for got in answers_to.values():
        assert got.headers["cache-control"] == "no-store"
        assert got.headers["referrer-policy"] == "no-referrer"
    assert any(MADE_UP in each.words for each in answers_to.values())
    assert MADE_UP not in raw
    assert quoting_files(folder, MADE_UP) == []
    assert (tables(folder / "db.sqlite3"), kept(folder)) == before


def keeps(answers_to, path, got):
    answers_to[path] = got
    return got.status


def test_what_is_searched_for_is_not_in_the_log_of_a_failure(whole):
    """The last test: it takes the database away."""
    folder, ask = whole
    (folder / "db.sqlite3").rename(folder / "taken.sqlite3")

    statuses = set()
    for text in SEARCHES:
        wait_for(lambda t=text: statuses.add(ask(f"/search/?q={quote(t)}").status) or 1)

    assert statuses <= {200, 429, 500, 503}
    assert quoting_files(folder, MADE_UP) == []
