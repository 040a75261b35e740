"""Varnish as the public site runs it, and a site of a few lines behind it."""

import gzip
import json
import re
import shutil
import socket
import subprocess
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli
import pytest
from django.contrib.staticfiles.finders import get_finders

from hstf_site.caching import FOR_EVERYBODY
from tests.browser.sites import ROOT, answers, free_port

VCL = ROOT / "deploy" / "varnish" / "default.vcl"
UNIT = ROOT / "deploy" / "systemd" / "varnish.service.d" / "hstf.conf"
START_LIMIT = 60  # seconds, on a slow and busy machine
# Less than one second on a machine with nothing else to do, and never the minute for
# which other caches may keep a page.
SOON = 30
TERMINATOR, STRANGER = "127.0.0.1", "127.0.0.2"


def find_program(name):
    """Find a program of Debian, wherever it keeps those for the system."""
    path = "/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin"
    return shutil.which(name, path=path)


def program(name):
    if (found := find_program(name)) is None:
        pytest.skip(f"{name} is not installed")
    return found


def pretend_to_have_collected(folder):
    """Skip hashing and compressing static files, which would take half a minute."""
    (folder / "releases").mkdir(parents=True)
    names = [name for finder in get_finders() for name, _ in finder.list([])]
    manifest = {"version": "1.1", "hash": "", "paths": {name: name for name in names}}
    (folder / "releases" / f"{ROOT.name}.json").write_text(json.dumps(manifest))


@dataclass
class Got:
    status: int
    headers: dict
    body: bytes

    @property
    def words(self):
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress}
        packed_in = self.headers.get("content-encoding")
        return unpack.get(packed_in, bytes)(self.body).decode()


@dataclass
class Visitor:
    """
    Requests from a port like the TLS-terminating proxy, unless it is a stranger.

    Headers in `spelled` keep the underscores in their names.
    """

    port: int
    host: str = "www.example.org"
    scheme: str = "https"

    def __call__(
        self, path="/", method="GET", caller=TERMINATOR, spelled=None, **headers
    ):
        connection = HTTPConnection(
            "127.0.0.1", self.port, timeout=30, source_address=(caller, 0)
        )
        told = {"Host": self.host, "X-Forwarded-Proto": self.scheme}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        told |= spelled or {}
        try:
            connection.putrequest(
                method, path, skip_host=True, skip_accept_encoding=True
            )
            for name, value in told.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return Got(answer.status, headers, answer.read())
        finally:
            connection.close()


@dataclass
class Page:
    status: int = 200
    headers: dict = field(default_factory=dict)
    words: str = ""
    wait: threading.Event | None = None


class Site(ThreadingHTTPServer):
    """Responds with the requested path, unless `pages` says otherwise."""

    daemon_threads = True
    request_queue_size = 100

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages = {}
        self.asked = []
        self.is_away = False
        self.is_ready = True
        self.probed = []

    def handle_error(self, request, address):
        """Say nothing of who did not wait for the answer."""

    def times(self, host):
        return len(self.of(host))

    def of(self, host):
        return [asked for asked in self.asked if asked.headers["Host"] == host]


@dataclass
class Asked:
    method: str
    path: str
    headers: dict


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.server.is_away:
            self.close_connection = True
            return
        if self.path in {"/healthz", "/readyz"}:
            self.server.probed.append(self.path)
            is_well = self.server.is_ready or self.path == "/healthz"
            headers = {"Cache-Control": "no-store"}
            self.answer(Page(status=200 if is_well else 503, headers=headers))
            return
        self.server.asked.append(Asked(self.command, self.path, dict(self.headers)))
        page = self.server.pages.get(self.path.partition("?")[0], Page())
        if page.wait:
            page.wait.wait(START_LIMIT)
        self.answer(page)

    def __getattr__(self, name):
        if name in {"do_HEAD", "do_POST", "do_OPTIONS", "do_PURGE"}:
            return self.do_GET
        raise AttributeError(name)

    def answer(self, page):
        host, scheme = self.headers["Host"], self.headers["X-Forwarded-Proto"]
        body = (page.words or f"{scheme} {host} {self.path}").encode()
        accepted = self.headers.get("Accept-Encoding", "")
        headers = {
            "Cache-Control": FOR_EVERYBODY,
            "Vary": "Accept-Encoding",
            "X-Content-Type-Options": "nosniff",
            **page.headers,
        }
        if "br" in accepted:
            body, headers["Content-Encoding"] = brotli.compress(body), "br"
        elif "gzip" in accepted:
            body, headers["Content-Encoding"] = gzip.compress(body, mtime=0), "gzip"
        headers["ETag"] = f'"{hash((page.words, accepted)):x}"'
        if page.status == 200 and self.headers.get("If-None-Match") == headers["ETag"]:
            self.send_response(304)
            body = b""
        else:
            self.send_response(page.status)
            headers["Content-Length"] = str(len(body))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args):
        """Log nothing: the tests read `Site.asked`."""


@contextmanager
def site():
    server = Site()
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def configured_for(first, second=None):
    """Return the sample as whoever runs one node or two would edit it."""
    text = VCL.read_text().replace(
        '"127.0.0.1"; .port = "8000"', f'"127.0.0.1"; .port = "{first}"'
    )
    if second:
        text = text.replace("#2 ", "").replace(
            '"192.0.2.2"; .port = "8000"', f'"127.0.0.1"; .port = "{second}"'
        )
    return text


@contextmanager
def varnish(folder, *site_ports, memory="256m", **changed):
    """Start Varnish in front of one node or two; `changed` overrides its rules."""
    configuration = configured_for(*site_ports)
    for old, new in changed.values():
        assert old in configuration
        configuration = configuration.replace(old, new)
    folder.mkdir()
    (folder / "default.vcl").write_text(configuration)
    port = free_port()
    command = [program("varnishd"), "-F", "-j", "none", "-n", str(folder / "work")]
    command += ["-a", f"127.0.0.1:{port}", "-T", "none", "-f", folder / "default.vcl"]
    unit = UNIT.read_text().replace("pages=malloc,256m", f"pages=malloc,{memory}")
    for letter, value in re.findall(r"-([sp]) (\S+)", unit):
        command += [f"-{letter}", value]
    command += ["-p", "vsl_space=2m", "-p", "thread_pool_min=10"]  # starts sooner
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(  # noqa: S603 - our own server
            command, stdout=log, stderr=subprocess.STDOUT
        ) as server,
    ):
        try:
            wait_for(lambda: answers(port) or server.poll() is not None)
            if server.poll() is not None:
                raise RuntimeError((folder / "log").read_text())
            yield port
        finally:
            server.terminate()
            server.wait(15)


def counters(folder):
    """Return what a Varnish has counted about what it is to forget."""
    done = subprocess.run(  # noqa: S603 - our own arguments
        [program("varnishstat"), "-1", "-n", folder / "work", "-f", "MAIN.bans*"],
        capture_output=True,
        text=True,
        check=True,
    )
    lines = map(str.split, done.stdout.splitlines())
    return {name.removeprefix("MAIN."): int(count) for name, count, *_ in lines}


def wait_for(happened, seconds=START_LIMIT):
    """Request repeatedly, and return how long it took."""
    begun = time.monotonic()
    while not happened():
        if time.monotonic() - begun > seconds:
            raise TimeoutError(f"not within {seconds} seconds")
        time.sleep(0.02)
    return time.monotonic() - begun


def can_be_called_from(address):
    """Return whether this machine has other loopback addresses, as Linux does."""
    try:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        with socket.socket(family) as door:
            door.bind((address, 0))
            return True
    except OSError:
        return False
