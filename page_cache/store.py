"""Bounded memory for cached pages; unused pages are evicted first."""

from collections import deque
from threading import RLock
from typing import Generic, Protocol, TypeVar

from page_cache.cache_key import CacheKey


class Storable(Protocol):
    size: int  # bytes
    asked: int  # how often


Entry = TypeVar("Entry", bound=Storable)


class ResponseStore(Generic[Entry]):
    """
    Up to `most_bytes` of bodies; a body larger than a quarter of that is not cached.

    A read takes no lock and moves nothing, because every request reads. The oldest page
    is evicted first, unless it was requested: each time it is passed over, half of that
    is forgotten.
    """

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.size = 0
        self.entries: dict[CacheKey, Entry] = {}
        self.queue: deque[CacheKey] = deque()
        self.lock = RLock()

    def get(self, key: CacheKey) -> Entry | None:
        found = self.entries.get(key)
        if found is not None:
            found.asked += 1
        return found

    def put(self, key: CacheKey, entry: Entry) -> None:
        with self.lock:
            self.discard(key)
            if entry.size > self.most_bytes // 4:
                return
            self.entries[key] = entry
            self.queue.append(key)
            self.size += entry.size
            while self.size > self.most_bytes:
                self.evict()

    def discard(self, key: CacheKey) -> None:
        with self.lock:
            if gone := self.entries.pop(key, None):
                self.queue.remove(key)
                self.size -= gone.size

    def evict(self) -> None:
        oldest = self.queue[0]
        entry = self.entries[oldest]
        if entry.asked:
            entry.asked //= 2
            self.queue.rotate(-1)
        else:
            self.discard(oldest)

    def busiest(self) -> list[CacheKey]:
        """Return all keys, the one asked for most often first."""
        entries = list(self.entries.items())
        entries.sort(key=lambda pair: pair[1].asked, reverse=True)
        return [key for key, _ in entries]
