"""
What the processes of this site remember together, such as attempts to sign in.

Nothing in it is needed to show a page; what counts attempts must not lose any.
"""

import fcntl
import logging
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import redis
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache

logger = logging.getLogger(__name__)

LONGEST = 24 * 60 * 60  # seconds; nothing here is meant to stay for a day


class FileCache(FileBasedCache):
    """Files, for the processes of one machine; what two add at once, one has added."""

    def __init__(self, location: str | Path, params: dict[str, Any]) -> None:
        super().__init__(str(location), params)
        self.folder = Path(location)

    def add(self, *args: Any, **kwargs: Any) -> bool:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.folder / "door").open("a") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            self.sweep(door.fileno())
            return super().add(*args, **kwargs)

    def sweep(self, door: int) -> None:
        """Now and then, delete what was over long ago: nobody else would ask for it."""
        long_ago = time.time() - LONGEST
        if os.fstat(door).st_mtime > long_ago and self.is_swept:
            return
        self.is_swept = True
        os.utime(door)
        for file in self.folder.glob("*.djcache"):
            with suppress(FileNotFoundError):  # another process was faster
                if file.stat().st_mtime < long_ago:
                    file.unlink()

    is_swept = False  # since this process began


class ForgivingRedisCache(RedisCache):
    """
    Redis, for several machines. Without it, pages are shown and nobody is let in.

    What cannot be added was not added: no attempt is counted, so none is let in.
    """

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        try:
            return super().get(key, default, version)
        except redis.RedisError as error:
            return told(error, default)

    def set(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().set(*args, **kwargs)
        except redis.RedisError as error:
            told(error, None)

    def add(self, *args: Any, **kwargs: Any) -> bool:
        try:
            return super().add(*args, **kwargs)
        except redis.RedisError as error:
            return bool(told(error, False))

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        try:
            return super().delete(*args, **kwargs)
        except redis.RedisError as error:
            return bool(told(error, False))


def told(error: redis.RedisError, answer: Any) -> Any:
    logger.warning("The cache that processes share cannot be reached: %s", error)
    return answer
