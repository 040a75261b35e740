"""Readers who ask for what is asked for most, at a steady pace, whatever happens."""

import gzip
import itertools
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException

import brotli

from tests.cluster.publisher import SLUGS

HOST = "www.example.org"
PATIENCE = 5  # seconds until a reader gives up
HELP = "/help/"
# Pages that are made once and kept.
KEPT = [
    HELP,
    "/",
    "/record/",
    "/record.csv",
    "/record.json",
    "/regions/",
    "/regions/texas/",
    "/regions/texas.json",
    "/regions/texas.csv",
    "/regions/texas.vcf",
    "/regions/offices/fbi-elpaso.vcf",
    "/news/",
    "/news/atom/",
    f"/news/{SLUGS['article']}/",
    "/faq/",
    "/threats/",
    "/about/",
    "/agencies/",
    "/timeline/",
    "/sitemap.xml",
]
READY = "/readyz"
COME_AND_GO = [f"/{SLUGS['withdrawn']}/", f"/{SLUGS['hidden']}/"]
MARK = re.compile(rb"zq([a-z]+)(\d+)q")
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}
NO_ANSWER = 0
NODE, EDGE = "node", "edge"  # what the names of doors begin with


@dataclass(frozen=True)
class Asked:
    """One request, and what a reader saw. Times are those of `time.time`."""

    door: str
    path: str
    begun: float
    ended: float
    status: int
    is_stale: bool = False  # and says so
    had_to_wait: bool = False  # until it was made
    marks: dict = field(default_factory=dict, hash=False)

    @property
    def is_ready(self):
        return self.path == READY and self.status == 200


def ask(door, port, path, accepted="br", seconds=PATIENCE):
    """Ask once, on a connection of its own, so that any process may answer."""
    begun, status, headers, body = time.time(), NO_ANSWER, {}, b""
    connection = HTTPConnection("127.0.0.1", port, timeout=seconds)
    told = {"Host": HOST, "X-Forwarded-Proto": "https", "Accept-Encoding": accepted}
    try:
        connection.request("GET", path, headers=told)
        answer = connection.getresponse()
        status, headers, body = answer.status, answer.headers, answer.read()
        body = UNPACK.get(headers.get("Content-Encoding"), bytes)(body)
    except (OSError, HTTPException):
        status = NO_ANSWER
    finally:
        connection.close()
    kept = headers.get("Cache-Status", "")
    is_stale = "detail=stale" in kept
    marks = {kind.decode(): int(number) for kind, number in MARK.findall(body)}
    return Asked(
        door, path, begun, time.time(), status, is_stale, "fwd=" in kept, marks
    )


class Traffic:
    """Asks every door in turn for every page in turn, `a_second` times a second."""

    def __init__(self, doors, a_second):
        self.doors, self.pause = doors, 1 / a_second
        self.seen, self.is_over = [], threading.Event()
        self.readers = ThreadPoolExecutor(64)
        self.thread = threading.Thread(target=self.go_on)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.is_over.set()
        self.thread.join()
        self.readers.shutdown()

    def go_on(self):
        paths = itertools.cycle([*KEPT, *COME_AND_GO, READY])
        accepted = itertools.cycle(["br", "gzip", "br"])
        due = time.monotonic()
        while True:
            path = next(paths)
            for door in self.doors:
                if self.is_over.wait(max(0, due - time.monotonic())):
                    return
                due = max(due + self.pause, time.monotonic() - 1)
                self.readers.submit(self.once, door, path, next(accepted))

    def once(self, door, path, accepted):
        self.seen.append(ask(door, self.doors[door], path, accepted))

    def since(self, begun):
        return [each for each in list(self.seen) if each.begun >= begun]
