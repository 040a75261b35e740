"""The page cache: a WSGI application in front of the site's own."""

import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import TimeoutError as TooSlow
from threading import BoundedSemaphore
from typing import Any

from page_cache import sending
from page_cache.app_response import App, AppResponse, in_trouble
from page_cache.cache_key import CacheKey, Environ
from page_cache.cached_response import CachedResponse, compressed
from page_cache.generation import KnownGeneration
from page_cache.kept_pages import KeptPages
from page_cache.kept_redirects import KeptRedirects
from page_cache.page_files import Kept, PageFiles
from page_cache.policy import CachePolicy, Keys
from page_cache.rendering import Made, Renderer
from page_cache.renewal import Renewals, Sweep

logger = logging.getLogger(__name__)


class PageCache:
    """
    Responds in place of `app` where it can.

    The key of a page is what may change it: scheme, host, path and the parameters that
    its view reads. It is rendered for nobody in particular: the site sees none of the
    visitor's headers. It is stale once the generation has moved on, or its end has
    come. Then it is rendered in the background, once on each machine, while readers get
    the old copy, at first without waiting. A page that was withdrawn has no old copy.
    """

    def __init__(
        self,
        app: App,
        generation: KnownGeneration,
        policy: CachePolicy,
        files: PageFiles | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.app, self.generation, self.policy = app, generation, policy
        self.clock = clock
        self.pages = KeptPages(policy.most_bytes, files)
        self.keys = Keys(policy)
        self.renderer = Renderer(app, generation, policy, self.pages, clock)
        self.renewals = Renewals(self.renderer.make)
        self.redirects = KeptRedirects(self.renderer)
        self.passing = BoundedSemaphore(policy.most_passing)
        self.waiting = BoundedSemaphore(policy.most_waiting)
        self.waited = 0  # readers, for a page that had been kept, since the last change

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        key = self.keys.of(environ)
        if key is None:
            asked = self.keys.of_look_up(environ)
            if asked is None:
                return self.pass_by(environ, start_response)
            return self.look_up(asked, environ, start_response)
        entry = self.pages.get(key)
        if entry is None or not self.renderer.is_fresh(entry):
            return self.send_other(key, environ, start_response)
        told = sending.hit(entry.freshness.expires - self.clock())
        return sending.send(entry, told, environ, start_response, self.renderer.zone)

    # What there is

    def stale_for(self, entry: CachedResponse) -> float:
        """Return for how many seconds a copy has been known to be stale."""
        over = self.clock() - entry.freshness.expires
        return max(over, self.generation.stale_for(entry.freshness.stamp))

    def is_withdrawn(self, key: CacheKey, entry: CachedResponse) -> bool:
        """Return whether nobody may see this copy any more."""
        return (
            not self.policy.is_lasting(key.path)
            and self.generation.has_withdrawn(key.path, entry.freshness.stamp)
            and self.stale_for(entry) > self.policy.old_copies
        )

    def send_other(
        self, key: CacheKey, environ: Environ, start_response: Any
    ) -> Iterable[bytes]:
        """Respond although this process has no fresh copy."""
        self.renderer.port = environ.get("SERVER_PORT", "80")
        entry = self.pages.newest(key)
        if entry is not None and self.is_withdrawn(key, entry):
            self.pages.discard(key)
            entry = None
        if entry is None:
            if self.renderer.not_cached.get(key) == self.generation.read():
                return self.pass_by(environ, start_response)
            return self.send_first(key, environ, start_response)
        made = None if self.renderer.is_fresh(entry) else self.renewed(key, entry)
        if isinstance(made, CachedResponse):
            told = sending.Told(
                "fwd=stale; stored", made.freshness.expires - self.clock()
            )
            return sending.send(made, told, environ, start_response, self.renderer.zone)
        if made is not None and not made.is_failure:
            return self.pass_on(made, key, environ, start_response)
        return self.send_copy(entry, environ, start_response)

    def send_copy(
        self, entry: CachedResponse, environ: Environ, start_response: Any
    ) -> Iterable[bytes]:
        left = entry.freshness.expires - self.clock()
        if self.renderer.is_fresh(entry):
            told = sending.hit(left)
        else:
            left = min(left, -self.generation.stale_for(entry.freshness.stamp))
            told = sending.stale(self.clock() - entry.freshness.made, left)
        return sending.send(entry, told, environ, start_response, self.renderer.zone)

    def renewed(self, key: CacheKey, old: CachedResponse) -> Made | None:
        """Render a stale page again; None if its reader should not wait for that."""
        if self.renderer.is_resting(key, old):
            return None
        job = self.renewals.ask(key)
        if self.stale_for(old) < self.policy.old_copies or self.generation.unsure_for():
            return None
        if not self.waiting.acquire(blocking=False):
            return None
        try:
            self.waited += not job.done()
            return job.result(self.policy.patience)
        except TooSlow:
            self.renderer.rest(key)
        finally:
            self.waiting.release()
        return None

    def send_first(
        self, key: CacheKey, environ: Environ, start_response: Any
    ) -> Iterable[bytes]:
        """Render a page of which there is no copy, and let its reader wait for that."""
        if not self.passing.acquire(timeout=self.policy.patience):
            return self.give_up(environ, start_response)
        try:
            made: Made = self.renewals.ask(key).result(self.policy.longest)
        except TooSlow:
            return self.give_up(environ, start_response)
        finally:
            self.passing.release()
        if isinstance(made, CachedResponse):
            left = made.freshness.expires - self.clock()
            told = sending.Told("fwd=uri-miss; stored", left)
            return sending.send(made, told, environ, start_response, self.renderer.zone)
        return self.pass_on(made, key, environ, start_response)

    # After a change

    def sweep(self, changed: Callable[[], None]) -> Sweep:
        """Return what renders all pages again after a change."""
        return Sweep(self.all_keys, self.renew, changed, self.pages.alone_at_work)

    def all_keys(self) -> list[CacheKey]:
        logger.info("Since the last change, readers who waited: %d", self.waited)
        self.waited = 0
        files = self.pages.files
        if files is not None and self.generation.withdrawn:
            files.discard_if(self.is_gone)
        keys = self.pages.busiest()
        for entry in list(self.pages.memory.entries.values()):
            entry.asked //= 2
        return keys

    def is_gone(self, kept: Kept) -> bool:
        return not self.policy.is_lasting(
            kept.key.path
        ) and self.generation.has_withdrawn(kept.key.path, kept.stamp)

    def renew(self, key: CacheKey) -> bool:
        """Render a page unless it is fresh; return whether that is done."""
        entry = self.pages.newest(key)
        if entry is not None and self.renderer.is_fresh(entry):
            return True
        try:
            made: Made = self.renewals.ask(key).result(2 * self.policy.longest)
        except TooSlow:
            return False
        return isinstance(made, CachedResponse) or not made.is_failure

    # What passes by

    def look_up(
        self, key: CacheKey, environ: Environ, start_response: Any
    ) -> Iterable[bytes]:
        """Lead on as before, or let the site say where to."""
        found = self.redirects.get(key)
        if found is not None:
            redirect, told = found
            return redirect.send(told, environ, start_response)
        self.renderer.port = environ.get("SERVER_PORT", "80")
        if not self.passing.acquire(timeout=self.policy.patience):
            return self.give_up(environ, start_response)
        try:
            answer = self.redirects.ask(key)
        finally:
            self.passing.release()
        if isinstance(answer, AppResponse):
            return self.pass_on(answer, key, environ, start_response)
        redirect, told = answer
        return redirect.send(told, environ, start_response)

    def pass_by(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Let the site respond, within the number of threads that this may take."""
        if environ["PATH_INFO"].startswith(self.policy.unlimited or "\0"):
            return self.app(environ, sending.passing(start_response))
        if not self.passing.acquire(timeout=self.policy.patience):
            return self.give_up(environ, start_response)
        try:
            return self.app(environ, sending.passing(start_response))
        finally:
            self.passing.release()

    def pass_on(
        self, answer: AppResponse, key: CacheKey, environ: Environ, start_response: Any
    ) -> Iterable[bytes]:
        if not answer.is_failure and not saw_all(key, environ):
            return self.pass_by(environ, start_response)
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        headers, body = compressed(answer.headers, answer.body, accepted)
        sending.passing(start_response, "fwd=miss")(answer.status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def give_up(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        return in_trouble(environ, sending.passing(start_response, "fwd=miss"))


def saw_all(key: CacheKey, environ: Environ) -> bool:
    """Return whether the site saw everything that can change an uncached response."""
    return environ.get("QUERY_STRING", "") == key.query and (
        "HTTP_COOKIE" not in environ
    )
