"""Kept pages as files, which the processes of a machine share and leave behind."""

import contextlib
import fcntl
import hashlib
import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from page_cache.cache_key import CacheKey
from page_cache.cached_response import CachedResponse, Freshness

logger = logging.getLogger(__name__)

LOCKS = 256  # files; two pages may share one
SAVES_BETWEEN_SWEEPS = 200
SUFFIX = ".page"


class Kept(NamedTuple):
    """What a file says of itself in its first line."""

    key: CacheKey
    stamp: int
    asked: int
    size: int  # bytes of the file
    file: Path


class PageFiles:
    """
    One file for each page: a line of JSON, then its body in each encoding.

    `release`: which version of the site renders; the pages of another one are only
    copies to fall back on. Above `most_bytes`, the pages asked for least often are
    removed. What cannot be read or written is as if it were not there.
    """

    def __init__(
        self,
        folder: Path,
        release: str,
        most_bytes: int,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.folder, self.release, self.most_bytes = folder, release, most_bytes
        self.clock = clock
        self.saves = 0
        with self.tolerance("make a folder for"):
            (folder / "locks").mkdir(parents=True, exist_ok=True)

    def path(self, key: CacheKey) -> Path:
        name = hashlib.blake2b(repr(tuple(key)).encode(), digest_size=16).hexdigest()
        return self.folder / f"{name}{SUFFIX}"

    def version(self, key: CacheKey) -> int:
        """Return a number that changes whenever another process saves this page."""
        try:
            return self.path(key).stat().st_mtime_ns
        except OSError:
            return 0

    def load(self, key: CacheKey) -> CachedResponse | None:
        try:
            head, _, packed = self.path(key).read_bytes().partition(b"\n")
            told = json.loads(head)
            if len(packed) != sum(told["sizes"].values()):
                return None  # half a file, after the machine has stopped
            bodies = {}
            for encoding, size in told["sizes"].items():
                bodies[encoding], packed = packed[:size], packed[size:]
            expires = told["expires"]
            if told["release"] != self.release:
                expires = min(expires, self.clock())
            entry = CachedResponse(
                [(name, value) for name, value in told["headers"]],
                bodies,
                Freshness(told["stamp"], told["made"], expires),
                told["changed"],
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        if entry.digest != told["digest"] or CacheKey(*told["key"]) != key:
            return None
        entry.asked = told["asked"]
        return entry

    def save(self, key: CacheKey, entry: CachedResponse) -> None:
        told = {
            "key": key,
            "stamp": entry.freshness.stamp,
            "release": self.release,
            "made": entry.freshness.made,
            "expires": entry.freshness.expires,
            "changed": entry.changed,
            "asked": entry.asked,
            "digest": entry.digest,
            "headers": entry.headers,
            "sizes": {name: len(body) for name, body in entry.bodies.items()},
        }
        target = self.path(key)
        draft = target.with_suffix(f".{os.getpid()}")
        with self.tolerance("keep"):
            try:
                with draft.open("wb") as file:
                    file.write(json.dumps(told).encode() + b"\n")
                    file.writelines(entry.bodies.values())
                draft.replace(target)
            except OSError:
                draft.unlink(missing_ok=True)
                raise
        self.saves += 1
        if self.saves % SAVES_BETWEEN_SWEEPS == 0:
            self.make_room()

    def discard(self, key: CacheKey) -> None:
        with self.tolerance("remove"):
            self.path(key).unlink(missing_ok=True)

    def all(self) -> list[Kept]:
        """Return what is kept, the page asked for most often first."""
        found = [
            kept for kept in map(described, self.folder.glob(f"*{SUFFIX}")) if kept
        ]
        return sorted(found, key=lambda kept: kept.asked, reverse=True)

    def discard_if(self, is_gone: Callable[[Kept], bool]) -> None:
        for kept in self.all():
            if is_gone(kept):
                self.discard(kept.key)

    def make_room(self) -> None:
        """Remove what is asked for least, variations by parameters before pages."""
        kept = sorted(self.all(), key=lambda each: (bool(each.key.query), -each.asked))
        room = self.most_bytes
        for each in kept:
            room -= each.size
            if room < 0:
                self.discard(each.key)

    def alone(self, key: CacheKey) -> contextlib.AbstractContextManager[bool]:
        """Let one process of the machine at a time render a page."""
        return self.locked(str(int(self.path(key).name[:2], 16) % LOCKS))

    @contextlib.contextmanager
    def locked(self, name: str, *, wait: bool = True) -> Iterator[bool]:
        """Hold a lock; tell whether it is held, or whether there can be none."""
        with contextlib.ExitStack() as held:
            is_held = True
            with contextlib.suppress(OSError):
                lock = (self.folder / "locks" / name).open("w")
                held.enter_context(lock)
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
                except BlockingIOError:
                    is_held = False
            yield is_held

    @contextlib.contextmanager
    def tolerance(self, what: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if not self.has_warned:
                logger.warning("Cannot %s pages: %s", what, error)
            self.has_warned = True

    has_warned = False


def described(file: Path) -> Kept | None:
    try:
        with file.open("rb") as opened:
            told: dict[str, Any] = json.loads(opened.readline())
        size = file.stat().st_size
        return Kept(CacheKey(*told["key"]), told["stamp"], told["asked"], size, file)
    except (OSError, ValueError, KeyError, TypeError):
        return None
