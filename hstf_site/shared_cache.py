"""
The cache that this site's processes share, such as for counting sign-in attempts.

No page needs it; a counter of attempts must not lose any.
"""

import fcntl
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import Any

import redis
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

from core.disk import is_full

logger = logging.getLogger(__name__)

NOTHING = object()
LONGEST = 24 * 60 * 60  # seconds; nothing here needs to last a day


class FileCache(FileBasedCache):
    """
    Files, for the processes of one machine; of two concurrent adds, one succeeds.

    On a full disk, each process caches in its own memory: attempts are still counted,
    and nobody is locked out of fixing it.
    """

    def __init__(self, location: str | Path, params: dict[str, Any]) -> None:
        self.folder = Path(location)
        self.memory = LocMemCache(f"without room in {location}", params)
        with self.without_room():
            super().__init__(str(location), params)

    @contextmanager
    def without_room(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if not is_full(error):
                raise
            logger.warning("The cache in %s: %s", self.folder, error)

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        found = self.memory.get(key, NOTHING, version)
        return super().get(key, default, version) if found is NOTHING else found

    def has_key(self, key: Any, version: Any = None) -> bool:
        return self.memory.has_key(key, version) or super().has_key(key, version)

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None
    ) -> None:
        self.memory.delete(key, version)
        with self.without_room():
            super().set(key, value, timeout, version)
            return
        super().delete(key, version)  # the entry has expired
        self.memory.set(key, value, timeout, version)

    def delete(self, key: Any, version: Any = None) -> bool:
        found = self.memory.delete(key, version)
        return super().delete(key, version) or found

    def add(self, *args: Any, **kwargs: Any) -> bool:
        with self.without_room():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with (self.folder / "door").open("a") as door:
                fcntl.flock(door, fcntl.LOCK_EX)
                self.sweep(door.fileno())
                return super().add(*args, **kwargs)
        return super().add(*args, **kwargs)

    def sweep(self, door: int) -> None:
        """Delete long-expired entries occasionally; nothing else does."""
        long_ago = time.time() - LONGEST
        if os.fstat(door).st_mtime > long_ago and self.is_swept:
            return
        self.is_swept = True
        os.utime(door)
        for file in self.folder.glob("*.djcache"):
            with suppress(FileNotFoundError):  # another process was faster
                if file.stat().st_mtime < long_ago:
                    file.unlink()

    is_swept = False  # since this process started


def tolerant(method: Callable[..., Any], failed: Any) -> Callable[..., Any]:
    """Return a cache method that returns this if Redis is unreachable."""

    @wraps(method)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return method(*args, **kwargs)
        except redis.RedisError as error:
            logger.warning("The shared cache cannot be reached: %s", error)
            return failed

    return call


class FaultTolerantRedisCache(RedisCache):
    """
    Redis, for several machines. Without it, pages are served but sign-in is closed.

    What cannot be added was not added: no attempt is counted, so none is allowed.
    """

    set = tolerant(RedisCache.set, None)
    add = tolerant(RedisCache.add, False)
    delete = tolerant(RedisCache.delete, False)

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return tolerant(super().get, default)(key, default, version)
