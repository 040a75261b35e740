"""One release takes over from another while requests keep coming."""

import shutil
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

import pytest

from tests.browser.sites import ROOT, answers, free_port
from tests.deploy.programs import wait_for

# A release of a few lines, which takes a moment to load and to answer.
APPLICATION = """
import os, time
time.sleep(0.5)
def application(environ, start_response):
    time.sleep(0.02)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [{name!r}.encode()]
"""
SERVE = """#!/usr/bin/env bash
cd -P "$(dirname "$0")/.."
exec {python} -m granian --interface wsgi --http 1 --no-ws --port {port} \\
  --workers 2 --blocking-threads 4 --log-level error application:application
"""


class Releases:
    """Folders beside each other, and `current`, which leads to one."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.current = folder / "current"

    def add(self, name, application=APPLICATION):
        made = self.folder / "releases" / name
        (made / "bin").mkdir(parents=True)
        shutil.copy(ROOT / "bin" / "keep-serving", made / "bin")
        (made / "application.py").write_text(application.format(name=name))
        serve = made / "bin" / "serve-public"
        serve.write_text(SERVE.format(python=sys.executable, port=self.port))
        serve.chmod(0o755)

    def choose(self, name):
        self.current.unlink(missing_ok=True)
        self.current.symlink_to(self.folder / "releases" / name)

    @contextmanager
    def kept_serving(self):
        with (
            (self.folder / "log").open("w") as log,
            subprocess.Popen(  # noqa: S603 - our own server
                [self.current / "bin" / "keep-serving"], stderr=log
            ) as server,
        ):
            try:
                wait_for(lambda: answers(self.port) or server.poll() is not None)
                yield server
            finally:
                server.terminate()
                server.wait(40)

    def ask(self, method="GET"):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, "/")
            return connection.getresponse().read().decode()
        except (OSError, HTTPException) as error:
            return repr(error)
        finally:
            connection.close()

    @property
    def log(self):
        return (self.folder / "log").read_text()


@pytest.fixture
def releases(tmp_path):
    made = Releases(tmp_path)
    made.add("one")
    made.choose("one")
    return made


@contextmanager
def traffic(releases, got):
    """Send requests, forms among them, each over a connection of its own."""
    stop = threading.Event()

    def send(method):
        while not stop.is_set():
            got.append(releases.ask(method))

    senders = [threading.Thread(target=send, args=(each,)) for each in ("GET", "POST")]
    for sender in senders:
        sender.start()
    try:
        yield
    finally:
        stop.set()
        for sender in senders:
            sender.join(20)


def test_no_request_is_lost_when_a_release_takes_over(releases):
    releases.add("two")
    got = []
    with releases.kept_serving() as server, traffic(releases, got):
        wait_for(lambda: got.count("one") > 20)

        releases.choose("two")
        server.send_signal(signal.SIGHUP)

        wait_for(lambda: got[-20:] == ["two"] * 20)

    assert set(got) == {"one", "two"}


@pytest.mark.parametrize("broken", ["raise SystemExit(1)", "import none_of_these"])
def test_release_that_does_not_start_replaces_nothing(releases, broken):
    releases.add("broken", broken)
    got = []
    with releases.kept_serving() as server, traffic(releases, got):
        releases.choose("broken")
        server.send_signal(signal.SIGHUP)
        wait_for(lambda: "the earlier release goes on" in releases.log)
        asked = len(got)
        wait_for(lambda: len(got) > asked + 20)

        assert set(got) == {"one"}

        releases.choose("one")
        server.send_signal(signal.SIGHUP)
        wait_for(lambda: releases.log.count("releases/one") == 2)

    assert set(got) == {"one"}


def test_all_of_it_ends_when_it_is_told_to(releases):
    with releases.kept_serving() as server:
        server.terminate()

        assert server.wait(30) == 0

    assert not answers(releases.port)


def test_it_ends_when_what_it_serves_has_ended(releases):
    """Then systemd starts it again."""
    releases.add("broken", "raise SystemExit(1)")
    releases.choose("broken")
    with releases.kept_serving() as server:
        assert server.wait(30) == 1
