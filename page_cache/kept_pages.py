"""All copies of pages: this process's memory, over files that its neighbors share."""

from collections.abc import Iterator
from contextlib import contextmanager

from page_cache.cache_key import CacheKey
from page_cache.cached_response import CachedResponse
from page_cache.page_files import PageFiles
from page_cache.store import ResponseStore


class KeptPages:
    def __init__(self, most_bytes: int, files: PageFiles | None) -> None:
        self.memory: ResponseStore[CachedResponse] = ResponseStore(most_bytes)
        self.files = files
        self.versions: dict[CacheKey, int] = {}  # of the file that memory has

    def get(self, key: CacheKey) -> CachedResponse | None:
        """Return the copy in memory, without any system call."""
        return self.memory.get(key)

    def newest(self, key: CacheKey) -> CachedResponse | None:
        """Return the newest copy of this machine, whoever rendered it."""
        known = self.memory.entries.get(key)
        if self.files is None:
            return known
        version = self.files.version(key)
        if version == 0 and self.versions.get(key):
            # A neighbor removed it: the page was withdrawn, or may not be kept.
            self.memory.discard(key)
            del self.versions[key]
            return None
        if version == 0 or version == self.versions.get(key):
            return known
        loaded = self.files.load(key)
        if loaded is None:
            return known
        loaded.asked = max(loaded.asked, known.asked if known else 0)
        self.memory.put(key, loaded)
        self.versions[key] = version
        return loaded

    def put(self, key: CacheKey, entry: CachedResponse) -> None:
        self.memory.put(key, entry)
        if self.files is not None:
            self.files.save(key, entry)
            self.versions[key] = self.files.version(key)

    def discard(self, key: CacheKey) -> None:
        self.memory.discard(key)
        self.versions.pop(key, None)
        if self.files is not None:
            self.files.discard(key)

    @contextmanager
    def alone_at_work(self) -> Iterator[bool]:
        """Tell whether no other process of this machine renders all pages now."""
        if self.files is None:
            yield True
            return
        with self.files.locked("all", wait=False) as is_alone:
            yield is_alone

    def busiest(self) -> list[CacheKey]:
        """Return every page that is kept, the one asked for most often first."""
        keys = self.memory.busiest()
        if self.files is not None:
            known = set(keys)
            keys += [each.key for each in self.files.all() if each.key not in known]
        return keys
