"""The generation for the processes of one machine."""

import errno
import fcntl
import logging
import mmap
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from threading import RLock

from page_cache.generation import Withdraw

logger = logging.getLogger(__name__)

WIDTH = 16  # bytes: the number, and how many changes are announced
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class FileGeneration:
    """
    A counter in a small file that all processes of one machine map into memory.

    A process that announces a change holds a shared lock on a second file. The system
    releases it when the process ends, however it ends.

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
        self.guesses = count(-1, -1)  # numbers that no generation ever has
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
        # Without a mapping, nothing is cached that could be stale.
        if words := self.begin():
            with self.alone():
                self.write(0, words[0] + 1)

    def announce(self) -> Withdraw:
        words = self.begin()
        if words is None:
            return lambda: None
        try:
            # Each opening of the file has its own lock.
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
        """Move the number if a dead process left an announcement."""
        with self.alone(), suppress(BlockingIOError):
            fcntl.flock(self.asking, fcntl.LOCK_EX | fcntl.LOCK_NB)
            try:
                if words[1]:
                    self.write(0, words[0] + 1)
                    self.write(1, 0)
            finally:
                fcntl.flock(self.asking, fcntl.LOCK_UN)

    def write(self, place: int, number: int) -> None:
        """Write one aligned word: a reader sees the old value or the new one."""
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
