"""
The generation of the site's content: a number that grows with every public change.

All processes read the same number. A page made under an older one is made anew.

A change is announced before it is committed, and moves the number once it is. If the
process is killed between the two, nobody can say whether readers see the change, so the
others notice the announcement that is left, and move the number in its place.
"""

import errno
import fcntl
import logging
import mmap
import os
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from threading import Lock, RLock
from typing import Protocol

import redis

logger = logging.getLogger(__name__)

WIDTH = 16  # bytes: the number, and how many changes are announced
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
REDIS_KEY = "hstf:generation"
# The changes that are announced: by a name that nobody else takes, the time of it.
REDIS_ANNOUNCED = "hstf:announced"
REDIS_MOVED = "hstf:moved"
SECONDS_AFTER_FAILURE = 5
# Redis does not tell who is alive. A change that takes longer than this may be one that
# was committed by a process that died. So the number moves, and again as often.
SECONDS_IN_DOUBT = 2
# By then, pages have expired by the clock.
SECONDS_ANNOUNCED = 300

Withdraw = Callable[[], None]


class Stamp(Protocol):
    def read(self) -> int: ...

    def advance(self) -> None: ...

    def announce(self) -> Withdraw:
        """Say that a change may be committed soon; return how to take that back."""
        ...


class MemoryStamp:
    """A counter that only this process knows."""

    def __init__(self) -> None:
        self.number = 0

    def read(self) -> int:
        return self.number

    def advance(self) -> None:
        self.number += 1

    def announce(self) -> Withdraw:
        return lambda: None  # who would notice is gone with it


class FileStamp:
    """
    A counter in a small file that all processes of one machine map into memory.

    Whoever announces a change holds a shared lock on a second file. The system takes
    it back when a process ends, however it ends.

    Both are read from memory, and written through the file: on a full disk, writing to
    memory that has no room in the file would end the process (SIGBUS). Without room for
    the file there is no number in common, so no page is kept until there is.
    """

    has_warned = False

    def __init__(self, path: Path) -> None:
        self.path = path
        self.announced = path.with_name(f"{path.name}.announced")
        # Between threads; the file's own is between processes. Taken twice where a
        # change is let go of by the garbage collector.
        self.lock = RLock()
        self.held = 0
        self.words: memoryview | None = None
        self.guesses = count(-1, -1)  # numbers that no change is ever counted with
        self.file = self.asking = -1
        self.begin()

    def begin(self) -> memoryview | None:
        """Map the file, once there is room for it."""
        with self.lock:
            if self.words is None:
                try:
                    self.words = self.mapped()
                except OSError as error:
                    if error.errno not in NO_ROOM:
                        raise
                    if not self.has_warned:
                        logger.warning(
                            "No page is kept, as the disk is full: %s", error
                        )
                    self.has_warned = True
            return self.words

    def mapped(self) -> memoryview:
        if self.file < 0:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        if self.asking < 0:
            self.asking = os.open(self.announced, os.O_RDWR | os.O_CREAT, 0o644)
        with self.alone():
            # A file that only claims to be so long has no room for its bytes yet.
            stored = os.pread(self.file, WIDTH, 0).ljust(WIDTH, b"\0")
            os.pwrite(self.file, stored, 0)
        return memoryview(mmap.mmap(self.file, WIDTH, prot=mmap.PROT_READ)).cast("Q")

    def read(self) -> int:
        words = self.begin() if self.words is None else self.words
        if words is None:
            return next(self.guesses)
        if words[1]:
            self.move_for_the_dead(words)
        return words[0]

    def advance(self) -> None:
        # Where nothing is mapped, nothing is kept that could have become old.
        if words := self.begin():
            with self.alone():
                self.write(0, words[0] + 1)

    def announce(self) -> Withdraw:
        words = self.begin()
        if words is None:
            return lambda: None
        try:
            # A lock of its own belongs to each time that the file is opened.
            mine = os.open(self.announced, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            logger.warning("The page cache cannot announce a change: %s", error)
            return lambda: None
        fcntl.flock(mine, fcntl.LOCK_SH)
        with self.alone():
            self.write(1, words[1] + 1)

        def withdraw() -> None:
            with self.alone():
                self.write(1, max(words[1] - 1, 0))
            os.close(mine)

        return withdraw

    def move_for_the_dead(self, words: memoryview) -> None:
        """Move the number if nobody alive has announced what is announced."""
        with self.alone(), suppress(BlockingIOError):
            fcntl.flock(self.asking, fcntl.LOCK_EX | fcntl.LOCK_NB)
            try:
                if words[1]:
                    self.write(0, words[0] + 1)
                    self.write(1, 0)
            finally:
                fcntl.flock(self.asking, fcntl.LOCK_UN)

    def write(self, place: int, number: int) -> None:
        """Write one aligned word: a reader sees it before or after, never half-way."""
        size = WIDTH // 2
        os.pwrite(self.file, number.to_bytes(size, sys.byteorder), place * size)

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self.lock:
            if not self.held:
                fcntl.flock(self.file, fcntl.LOCK_EX)
            self.held += 1
            try:
                yield
            finally:
                self.held -= 1
                if not self.held:
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
            self.move_for_the_dead()
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

    def announce(self) -> Withdraw:
        name = uuid.uuid4().hex
        try:
            self.client.hset(REDIS_ANNOUNCED, name, time.time())
        except redis.RedisError as error:
            logger.warning("The page cache cannot announce a change: %s", error)
            return lambda: None

        def withdraw() -> None:
            with suppress(redis.RedisError):  # then it stays until it is too old
                self.client.hdel(REDIS_ANNOUNCED, name)

        return withdraw

    def move_for_the_dead(self) -> None:
        """Move the number while what is announced is late, one process for all."""
        for name, since in self.client.hgetall(REDIS_ANNOUNCED).items():
            late = time.time() - float(since) - SECONDS_IN_DOUBT
            if late > 0 and self.client.set(
                REDIS_MOVED, 1, nx=True, ex=SECONDS_IN_DOUBT
            ):
                self.client.incr(REDIS_KEY)
            if late > SECONDS_ANNOUNCED:
                self.client.hdel(REDIS_ANNOUNCED, name)
