"""Bounded memory for cached pages; unused pages are evicted first."""

from collections import deque
from collections.abc import Hashable
from threading import RLock

from page_cache.cached_response import CachedResponse


class ResponseStore:
    """
    Up to `most_bytes` of bodies; a body larger than a quarter of that is not cached.

    A read takes no lock and moves nothing, because every request reads. The oldest page
    is evicted first, unless it was requested since it was last passed over.
    """

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.size = 0
        self.entries: dict[Hashable, CachedResponse] = {}
        self.queue: deque[Hashable] = deque()
        self.lock = RLock()

    def get(self, key: Hashable) -> CachedResponse | None:
        found = self.entries.get(key)
        if found is not None:
            found.was_asked_for = True
        return found

    def put(self, key: Hashable, entry: CachedResponse) -> None:
        with self.lock:
            self.discard(key)
            if entry.size > self.most_bytes // 4:
                return
            self.entries[key] = entry
            self.queue.append(key)
            self.size += entry.size
            while self.size > self.most_bytes:
                self.evict()

    def discard(self, key: Hashable) -> None:
        with self.lock:
            if gone := self.entries.pop(key, None):
                self.queue.remove(key)
                self.size -= gone.size

    def evict(self) -> None:
        oldest = self.queue[0]
        entry = self.entries[oldest]
        if entry.was_asked_for:
            entry.was_asked_for = False
            self.queue.rotate(-1)
        else:
            self.discard(oldest)
