"""Where the index of one machine is: replaced as a whole, or not at all."""

import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.db import connection

from search.index.schema import VERSION

# What decides which entries there are, and what of them is indexed.
CODE = ("search/entries", "search/index/schema.py", "understanding/terms.py")
NEW, OLD = "new-", "old-"
# An index that nobody has written to for so long is of an earlier release.
KEPT_FOR = 7 * 24 * 3600.0  # seconds
LOOK_EVERY = 0.02  # seconds


@cache
def code_digest() -> str:
    """Return what tells one version of the entries from another."""
    site = Path(__file__).resolve().parents[2]
    told = hashlib.blake2b(f"{VERSION} {version('tantivy')}".encode())
    for name in CODE:
        path = site / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            told.update(file.read_bytes())
    return told.hexdigest()


def name_of_index() -> str:
    """Return the name for this version of the site and this database."""
    settings = connection.settings_dict
    database = [str(settings.get(key)) for key in ("ENGINE", "HOST", "PORT", "NAME")]
    told = "\n".join([code_digest(), *database]).encode()
    return hashlib.blake2b(told, digest_size=8).hexdigest()


class IndexFolder:
    """
    The folder of all indexes, with the one of this version and this database in it.

    Errors of the disk are raised as `OSError`.
    """

    def __init__(self, base: Path) -> None:
        self.base = base

    @property
    def path(self) -> Path:
        return self.base / name_of_index()

    def mark(self) -> tuple[int, int] | None:
        """Return what is another one after each commit; None if there is no index."""
        try:
            found = (self.path / "meta.json").stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    @contextmanager
    def alone(self, seconds: float) -> Iterator[bool]:
        """
        Be the only one on this machine who writes; False if somebody else is.

        The system lets go of the lock if a process dies.
        """
        self.base.mkdir(parents=True, exist_ok=True)
        file = os.open(self.base / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            yield is_locked(file, time.monotonic() + seconds)
        finally:
            os.close(file)

    @contextmanager
    def replacing(self) -> Iterator[Path]:
        """Give an empty folder, which takes the place of the index at the end."""
        self.clear_up()
        new = self.base / f"{NEW}{os.getpid()}"
        new.mkdir()
        try:
            yield new
            self.throw_away()
            new.rename(self.path)
        finally:
            shutil.rmtree(new, ignore_errors=True)

    def throw_away(self) -> None:
        """Delete the index. Whoever has it open goes on reading it."""
        if self.path.exists():
            old = self.base / f"{OLD}{os.getpid()}"
            self.path.rename(old)
            shutil.rmtree(old, ignore_errors=True)

    def clear_up(self) -> None:
        """Delete what a killed process, or an earlier release, has left."""
        for folder in self.base.iterdir():
            if not folder.is_dir() or folder == self.path:
                continue
            is_left = folder.name.startswith((NEW, OLD))
            if is_left or time.time() - folder.stat().st_mtime > KEPT_FOR:
                shutil.rmtree(folder, ignore_errors=True)


def is_locked(file: int, until: float) -> bool:
    """Wait for a lock until this moment; return whether it is ours."""
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(LOOK_EVERY)
        else:
            return True
