"""
The watcher: one thread of each serving process that asks for the generation.

PostgreSQL sends a notice with each commit that moved it; the watcher also asks every
second, because a notice can be lost with its connection. SQLite is asked whether its
file has changed. An answer counts from when the question was sent, however late it is.
"""

import logging
import select
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any, Protocol

import psycopg
from django.db import connection
from django.db.utils import ConnectionHandler
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn

from page_cache.generation import KnownGeneration, Withdrawn
from page_cache.node import since_boot
from page_cache.triggers import CHANNEL

logger = logging.getLogger(__name__)

ASK_EVERY = 1.0  # seconds, on PostgreSQL
LOOK_EVERY = 0.1  # seconds, on SQLite
LONGEST_ANSWER = 1.5  # seconds; a connection that takes longer is given up
AGAIN_AFTER = 0.5  # seconds after a failure
WARN_AFTER = 60.0  # seconds between warnings

STAMP = "SELECT stamp FROM page_cache_generation"
# Without other tables on PostgreSQL: a locked one must not stop the watcher.
WITHDRAWN = {
    "postgresql": "SELECT path, stamp FROM page_cache_withdrawal WHERE stamp > {}",
    "sqlite": "SELECT coalesce(url_path, page_cache_withdrawal.path), stamp"
    " FROM page_cache_withdrawal LEFT JOIN wagtailcore_page"
    " ON wagtailcore_page.id = page WHERE stamp > {}",
}

Answer = tuple[int, list[Withdrawn]]


class Connection(Protocol):
    """A connection of the watcher's own."""

    def ask(self, after: int) -> Answer | None:
        """Return the stamp, and what was withdrawn after one; None if unchanged."""
        ...

    def wait(self) -> None:
        """Wait until there may be news."""
        ...

    def close(self) -> None: ...


class Postgres:
    def __init__(self, settings: dict[str, Any]) -> None:
        wrapper = ConnectionHandler({"default": settings})["default"]
        parameters = wrapper.get_connection_params()
        parameters |= {
            "autocommit": True,
            "connect_timeout": 2,
            "keepalives_idle": 1,
            "keepalives_interval": 1,
            "keepalives_count": 2,
            "tcp_user_timeout": 2000,  # milliseconds
            "application_name": "hstf watcher",
        }
        self.session = psycopg.connect(**parameters)
        self.session.execute(f"LISTEN {CHANNEL}")

    @property
    def wire(self) -> PGconn:
        return self.session.pgconn

    def ask(self, after: int) -> Answer:
        """Ask without psycopg's own waiting, which has no end."""
        self.wire.send_query(
            f"{STAMP}; {WITHDRAWN['postgresql'].format(after)}".encode()
        )
        until = time.monotonic() + LONGEST_ANSWER
        results = []
        while True:
            while self.wire.is_busy():
                if not self.readable(until - time.monotonic()):
                    raise TimeoutError("the database does not answer")
                self.wire.consume_input()
            result = self.wire.get_result()
            if result is None:
                break
            if result.status != ExecStatus.TUPLES_OK:
                raise psycopg.OperationalError(result.error_message.decode().strip())
            results.append(result)
        stamp, gone = results
        return int(stamp.get_value(0, 0) or 0), [
            Withdrawn(
                seen_at((gone.get_value(row, 0) or b"").decode()),
                int(gone.get_value(row, 1) or 0),
            )
            for row in range(gone.ntuples)
        ]

    def wait(self) -> None:
        until = time.monotonic() + ASK_EVERY
        while not self.notices() and self.readable(until - time.monotonic()):
            self.wire.consume_input()

    def notices(self) -> int:
        """Take all notices that have come; any number of them means one question."""
        return len(list(iter(self.wire.notifies, None)))

    def readable(self, seconds: float) -> bool:
        return bool(select.select([self.wire.socket], [], [], max(seconds, 0.0))[0])

    def close(self) -> None:
        self.session.close()


class Sqlite:
    def __init__(self, settings: dict[str, Any]) -> None:
        self.session = sqlite3.connect(
            f"file:{settings['NAME']}?mode=ro", uri=True, timeout=LONGEST_ANSWER
        )
        self.version: object = None

    def ask(self, after: int) -> Answer | None:
        (version,) = self.session.execute("PRAGMA data_version").fetchone()
        if version == self.version:
            return None
        (stamp,) = self.session.execute(STAMP).fetchone()
        gone = self.session.execute(WITHDRAWN["sqlite"].format(after)).fetchall()
        self.version = version
        return stamp, [Withdrawn(seen_at(path), when) for path, when in gone]

    def wait(self) -> None:
        time.sleep(LOOK_EVERY)

    def close(self) -> None:
        self.session.close()


def seen_at(url_path: str) -> str:
    """Return what visitors ask for: Wagtail's path begins with the site's root page."""
    return "/" + url_path.split("/", 2)[2] if url_path.count("/") > 1 else ""


class Watcher:
    """
    Keeps a generation up to date.

    `connect` opens a connection; `moved` are called in its thread after each new stamp,
    and must not take long.
    """

    def __init__(
        self, generation: KnownGeneration, connect: Callable[[], Connection]
    ) -> None:
        self.generation, self.connect = generation, connect
        self.moved: list[Callable[[], None]] = []
        self.known: int | None = None  # the stamp that those have been told
        self.withdrawn = 0  # the stamp of the last withdrawal
        self.warned = float("-inf")
        self.is_stopped = False

    def start(self) -> None:
        self.thread = Thread(target=self.watch, name="watcher", daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.is_stopped = True
        self.thread.join()

    def watch(self) -> None:
        while not self.is_stopped:
            session = None
            try:
                session = self.connect()
                while not self.is_stopped:
                    self.ask(session)
                    session.wait()
            except Exception as error:  # noqa: BLE001 - whatever it is, it must go on
                self.warn(error)
            with suppress(Exception):
                if session is not None:
                    session.close()
            time.sleep(AGAIN_AFTER)

    def ask(self, session: Connection) -> None:
        asked = since_boot()
        answer = session.ask(self.withdrawn)
        stamp, gone = answer or (self.generation.newest(), [])
        self.generation.learn(stamp, asked, gone)
        self.withdrawn = max([self.withdrawn, *(each.stamp for each in gone)])
        if stamp != self.known:
            self.known = stamp
            self.tell()

    def ask_now(self) -> None:
        """Ask on this thread's own connection: whoever saves sees what was saved."""
        if self.known is None or connection.in_atomic_block:
            return
        asked = since_boot()
        with connection.cursor() as cursor:
            cursor.execute(STAMP)
            self.generation.learn(cursor.fetchone()[0], asked)

    def tell(self) -> None:
        for listener in self.moved:
            listener()

    def warn(self, error: Exception) -> None:
        if time.monotonic() - self.warned > WARN_AFTER:
            self.warned = time.monotonic()
            logger.warning(
                "Kept pages are marked stale, as nobody can be asked: %s", error
            )


def connector(settings: dict[str, Any]) -> Callable[[], Connection]:
    """Return how to connect to the database of these settings."""
    if settings["ENGINE"].endswith("sqlite3"):
        return lambda: Sqlite(settings)
    return lambda: Postgres(settings)
