"""Renders pages in the background: what readers wait for, and all after a change."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from threading import Event, RLock, Thread
from typing import Any

from page_cache.cache_key import CacheKey

logger = logging.getLogger(__name__)

AT_ONCE = 4  # pages that one process renders at a time
FIRST = 20  # pages that are rendered before readers would have to wait
MOST = 1_000  # pages that are rendered at all unless somebody asks for them
LONGEST_PAUSE = 1.0  # seconds between two of the others
AGAIN_AFTER = 1.0  # seconds after a page that could not be rendered


class Renewals:
    """
    `make` renders a page, and returns it or why it is not kept.

    However many ask for a page, it is rendered once at a time.
    """

    def __init__(self, make: Callable[[CacheKey], Any]) -> None:
        self.make = make
        self.jobs: dict[CacheKey, Future[Any]] = {}
        self.lock = RLock()
        self.pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="render")

    def ask(self, key: CacheKey) -> "Future[Any]":
        """Render a page, or join those who wait for it."""
        with self.lock:
            if key in self.jobs:
                return self.jobs[key]
            job = self.pool.submit(self.run, key)
            # It cannot end before this lock is released, unless it ran right here.
            if not job.done():
                self.jobs[key] = job
            return job

    def run(self, key: CacheKey) -> Any:
        try:
            return self.make(key)
        finally:
            with self.lock:
                self.jobs.pop(key, None)


class Sweep:
    """
    After each change, renders every kept page that is stale, the busiest first.

    Readers of the first few never wait. The others are rendered with pauses as long as
    each took. One process of a machine does the work, and leaves its neighbors to
    readers.

    `keys`: all kept pages, the busiest first. `renew`: renders one unless it is fresh,
    and returns whether it is now. `changed`: called first, by every process. `alone`:
    whether this is the process that does it.
    """

    def __init__(
        self,
        keys: Callable[[], list[CacheKey]],
        renew: Callable[[CacheKey], bool],
        changed: Callable[[], None],
        alone: Callable[[], AbstractContextManager[bool]],
    ) -> None:
        self.keys, self.renew, self.changed, self.alone = keys, renew, changed, alone
        self.moved = Event()

    def start(self) -> None:
        Thread(target=self.run, name="sweep", daemon=True).start()

    def run(self) -> None:
        while True:
            self.moved.wait()
            self.moved.clear()
            try:
                self.changed()
                with self.alone() as is_alone:
                    if is_alone:
                        self.sweep()
            except Exception:  # the next change must find it at work
                logger.exception("Kept pages were not all rendered again")

    def sweep(self) -> None:
        left = []
        for number, key in enumerate(self.keys()[:MOST]):
            if number >= FIRST and self.moved.is_set():
                return
            before = time.monotonic()
            if not self.renew(key):
                left.append(key)
            if number >= FIRST:
                time.sleep(min(time.monotonic() - before, LONGEST_PAUSE))
        self.try_again(left)

    def try_again(self, left: list[CacheKey]) -> None:
        """Try those that failed until they are rendered, or something else changes."""
        while left and not self.moved.wait(AGAIN_AFTER):
            left = [key for key in left if self.moved.is_set() or not self.renew(key)]
