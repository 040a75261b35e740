"""What somebody looks up, or searches for, is in no log of what runs in front."""

import ssl
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection

import pytest

from tests.browser.sites import answers, free_port
from tests.deploy.programs import Page, Visitor, program, site, varnish, wait_for
from tests.deploy.test_nginx import HOST, MAIN, Secure, configured

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


@pytest.fixture(scope="module")
def nginx(behind, tmp_path_factory):
    folder = tmp_path_factory.mktemp("nginx")
    ports = (free_port(), free_port(), behind.server_address[1])
    command = configured(folder, ports, media=True)
    (folder / "nginx.conf").write_text(WITH_LOGS.format(folder=folder))
    with (
        (folder / "stderr.log").open("w") as log,
        subprocess.Popen(command, stderr=log) as server,  # noqa: S603 - our own
    ):
        try:
            wait_for(lambda: answers(ports[1]) or server.poll() is not None)
            assert server.poll() is None, written(folder)
            yield folder, ports
        finally:
            server.terminate()
            server.wait(15)


@pytest.fixture
def ask(nginx):
    folder, ports = nginx
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
            answer.read()
            return answer.status

    return asked


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
