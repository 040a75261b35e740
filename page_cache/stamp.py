"""
The generation of the site's content: a number that grows with every public change.

All processes read the same number. A page made under an older one is made anew.
"""

import errno
import fcntl
import logging
import mmap
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Protocol

import redis

logger = logging.getLogger(__name__)

WIDTH = 8  # bytes
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
REDIS_KEY = "hstf:generation"
SECONDS_AFTER_FAILURE = 5


class Stamp(Protocol):
    def read(self) -> int: ...

    def advance(self) -> None: ...


class MemoryStamp:
    """A counter that only this process knows."""

    def __init__(self) -> None:
        self.number = 0

    def read(self) -> int:
        return self.number

    def advance(self) -> None:
        self.number += 1


class FileStamp:
    """
    A counter in a small file that all processes of one machine map into memory.

    It is read from memory, and written through the file: on a full disk, writing to
    memory that has no room in the file would end the process (SIGBUS). Without room for
    the file there is no number in common, so no page is kept until there is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = Lock()  # between threads; the file's own is between processes
        self.word: memoryview | None = None
        self.guesses = count(-1, -1)  # numbers that no change is ever counted with
        self.file = -1
        self.begin()

    def begin(self) -> memoryview | None:
        """Map the file, once there is room for it."""
        with self.lock:
            if self.word is None:
                try:
                    self.word = self.mapped()
                except OSError as error:
                    if error.errno not in NO_ROOM:
                        raise
                    if not self.has_warned:
                        logger.warning(
                            "No page is kept, as the disk is full: %s", error
                        )
                    self.has_warned = True
            return self.word

    def mapped(self) -> memoryview:
        if self.file < 0:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        with self.locked():
            # A file that only claims to be so long has no room for its bytes yet.
            number = os.pread(self.file, WIDTH, 0).ljust(WIDTH, b"\0")
            os.pwrite(self.file, number, 0)
        return memoryview(mmap.mmap(self.file, WIDTH, prot=mmap.PROT_READ)).cast("Q")

    def read(self) -> int:
        word = self.word
        if word is None:
            word = self.begin()
        return next(self.guesses) if word is None else word[0]

    def advance(self) -> None:
        word = self.begin() if self.word is None else self.word
        if word is None:
            return  # nothing is kept that could have become old
        with self.lock, self.locked():
            # One aligned word: a reader sees it before or after, never half-way.
            os.pwrite(self.file, (word[0] + 1).to_bytes(WIDTH, sys.byteorder), 0)

    has_warned = False

    @contextmanager
    def locked(self) -> Iterator[None]:
        fcntl.flock(self.file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self.file, fcntl.LOCK_UN)


class RedisStamp:
    """A counter that several machines share; asked for a few times a second at most."""

    def __init__(
        self,
        url: str,
        seconds: float = 0.25,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.client = redis.Redis.from_url(
            url, socket_timeout=0.5, socket_connect_timeout=0.5
        )
        self.seconds, self.clock = seconds, clock
        self.number = 0
        self.untold = 0  # changes of this process that Redis does not know of
        self.ask_again = 0.0
        self.lock = Lock()  # a late reply must not take back what a newer one said

    def read(self) -> int:
        if self.clock() >= self.ask_again:
            with self.lock:
                now = self.clock()
                if now >= self.ask_again:
                    self.ask_again = now + self.seconds
                    self.ask()
        return self.number

    def ask(self) -> None:
        try:
            number = int(self.client.get(REDIS_KEY) or 0)
            behind = self.untold
            if number < self.number - self.untold:
                # It was restarted and has forgotten changes. No number may come twice.
                behind += self.number - number + 1
            if behind:
                number = int(self.client.incrby(REDIS_KEY, behind))
            self.number, self.untold = number, 0
        except redis.RedisError as error:
            # Without it, pages still expire by the clock.
            self.ask_again = self.clock() + SECONDS_AFTER_FAILURE
            logger.warning("The page cache cannot read its generation: %s", error)

    def advance(self) -> None:
        with self.lock:
            try:
                self.client.incr(REDIS_KEY)
            except redis.RedisError:
                # At least here pages are made anew; the others learn of it later.
                self.untold += 1
                self.number += 1
                raise
            self.ask_again = 0.0
