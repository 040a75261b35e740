"""What look-ups lead to: redirects, kept apart from pages and in small bounds."""

from dataclasses import dataclass
from typing import Any

from page_cache import sending
from page_cache.app_response import AppResponse
from page_cache.cache_key import CacheKey, Environ
from page_cache.cached_response import Freshness, Headers
from page_cache.rendering import Renderer
from page_cache.sending import CHANGES_AT, Told
from page_cache.store import ResponseStore

MOST = 2_000
LARGEST = 2_048  # bytes, of headers, body and key


@dataclass
class KeptRedirect:
    """Where a look-up leads. It counts as the largest one, so that `MOST` are kept."""

    status: str
    headers: Headers
    body: bytes
    freshness: Freshness
    asked: int = 0
    size: int = LARGEST

    def send(self, told: Told, environ: Environ, start_response: Any) -> list[bytes]:
        start_response(self.status, sending.with_status(self.headers, told))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]


class KeptRedirects:
    """
    Redirects of the current generation, in the memory of this process only.

    Visitors can look up endless texts. What is kept of them takes the place of nothing
    but other look-ups, and of those that nobody has repeated first.
    """

    def __init__(self, renderer: Renderer) -> None:
        self.renderer, self.generation = renderer, renderer.generation
        self.store: ResponseStore[KeptRedirect] = ResponseStore(MOST * LARGEST)

    def get(self, key: CacheKey) -> tuple[KeptRedirect, Told] | None:
        """
        Return the redirect if it is fresh, and what is told of it.

        If nobody knows whether something has changed, it is sent as a stale one: the
        site could not do better without its database.
        """
        entry = self.store.get(key)
        if entry is None:
            return None
        stamp = entry.freshness.stamp
        left = entry.freshness.expires - self.renderer.clock()
        if stamp == self.generation.read():
            return (entry, sending.hit(left)) if left > 0 else None
        return self.old(key)

    def old(self, key: CacheKey) -> tuple[KeptRedirect, Told] | None:
        """Return a redirect that may be out of date, unless that is known."""
        entry = self.store.entries.get(key)
        if entry is None or entry.freshness.stamp != self.generation.newest():
            return None
        return entry, sending.stale(
            self.renderer.clock() - entry.freshness.made, left=0
        )

    def ask(self, key: CacheKey) -> tuple[KeptRedirect, Told] | AppResponse:
        """Let the site answer, and keep where it leads, if it leads somewhere."""
        # Read first, as for a page.
        stamp, now = self.generation.newest(), self.renderer.clock()
        is_sure = stamp == self.generation.read()
        answer = self.renderer.answer(key)
        if answer.is_failure:
            return self.old(key) or answer
        if not answer.is_redirect_for_everybody or size_of(key, answer) > LARGEST:
            return answer
        headers = [pair for pair in answer.headers if pair[0] != CHANGES_AT]
        freshness = self.renderer.freshness(answer, stamp, now, is_sure=is_sure)
        entry = KeptRedirect(answer.status, headers, answer.body, freshness)
        self.store.put(key, entry)
        return entry, Told("fwd=uri-miss; stored", freshness.expires - now)


def size_of(key: CacheKey, answer: AppResponse) -> int:
    headers = sum(len(name) + len(value) for name, value in answer.headers)
    return sum(map(len, key)) + headers + len(answer.body)
