"""Bounded memory for kept pages: those that nobody asks for go first."""

from collections import deque
from collections.abc import Hashable
from threading import Lock

from page_cache.entry import Entry


class Store:
    """
    Up to `most_bytes` of bodies; one larger than a quarter of that is not kept.

    Reading takes no lock and moves nothing, because it happens with every request. The
    oldest page goes first, unless somebody asked for it since it was last passed over.
    """

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.size = 0
        self.entries: dict[Hashable, Entry] = {}
        self.queue: deque[Hashable] = deque()
        self.lock = Lock()

    def get(self, key: Hashable) -> Entry | None:
        found = self.entries.get(key)
        if found is not None:
            found.was_asked_for = True
        return found

    def put(self, key: Hashable, entry: Entry) -> None:
        with self.lock:
            self.drop(key)
            if entry.size > self.most_bytes // 4:
                return
            self.entries[key] = entry
            self.queue.append(key)
            self.size += entry.size
            while self.size > self.most_bytes:
                self.drop_one()

    def forget(self, key: Hashable) -> None:
        with self.lock:
            self.drop(key)

    def drop(self, key: Hashable) -> None:
        gone = self.entries.pop(key, None)
        if gone is not None:
            self.queue.remove(key)
            self.size -= gone.size

    def drop_one(self) -> None:
        oldest = self.queue[0]
        entry = self.entries[oldest]
        if entry.was_asked_for:
            entry.was_asked_for = False
            self.queue.rotate(-1)
        else:
            self.drop(oldest)
