"""What this machine knows of the generation: a few bytes that its processes share."""

import fcntl
import logging
import mmap
import os
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

logger = logging.getLogger(__name__)

WORDS = ("boot", "asked", "answered", "stamp")
SIZE = 8  # bytes of a word
BOOT = Path("/proc/sys/kernel/random/boot_id")


def since_boot() -> float:
    """Return seconds that no change of the time of day moves, and no sleep stops."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def this_boot() -> int:
    return int(BOOT.read_text().replace("-", "")[:15], 16) if BOOT.exists() else 0


class Node:
    """
    The newest answer of the database that any process of this machine has had.

    A process would otherwise show what is older than what its neighbor showed just
    before. The file is read through memory, and written as a file: on a full disk,
    writing to memory that has no room in the file would end the process (SIGBUS).
    Without room, or without `path`, each process knows only its own answers.

    Times are seconds of `since_boot`.
    """

    def __init__(self, path: Path | None = None) -> None:
        # Between threads; the lock of the file is between processes.
        self.lock = RLock()
        self.file = -1
        self.words = memoryview(bytearray(len(WORDS) * SIZE)).cast("q")
        if path:
            try:
                self.words = self.mapped(path)
            except OSError as error:
                self.file = -1
                logger.warning("Each process counts changes for itself: %s", error)

    def mapped(self, path: Path) -> memoryview:
        path.parent.mkdir(parents=True, exist_ok=True)
        size = len(WORDS) * SIZE
        self.file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        with self.alone():
            known = os.pread(self.file, size, 0).ljust(size, b"\0")
            boot = this_boot()
            if struct.unpack_from("q", known) != (boot,):
                known = struct.pack("q", boot).ljust(size, b"\0")
            # Written even if unchanged: a sparse file has no room for its bytes yet.
            os.pwrite(self.file, known, 0)
        return memoryview(mmap.mmap(self.file, size, prot=mmap.PROT_READ)).cast("q")

    def read(self) -> tuple[float, int]:
        """
        Return when the stamp was asked for, and the stamp.

        Read in this order, and written in the other: the stamp is at least as new.
        """
        asked = self.words[1] / 1e9
        return asked, self.words[3]

    def learn(self, stamp: int, asked: float, answered: float) -> None:
        """Take an answer, unless what is known is newer."""
        with self.alone():
            _, was_asked, was_answered, known = (each for each in self.words)
            if stamp < known and int(asked * 1e9) <= was_answered:
                return  # overtaken on its way
            # A lower stamp that was asked for later: the database has lost its last
            # commits, such as in a restore.
            self.write(3, stamp)
            self.write(2, max(int(answered * 1e9), was_answered))
            self.write(1, max(int(asked * 1e9), was_asked))

    def write(self, place: int, word: int) -> None:
        """Write one aligned word: a reader sees the old value or the new one."""
        if self.file < 0:
            self.words[place] = word
        else:
            os.pwrite(self.file, struct.pack("q", word), place * SIZE)

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self.lock:
            if self.file < 0:
                yield
                return
            fcntl.flock(self.file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(self.file, fcntl.LOCK_UN)
