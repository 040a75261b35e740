"""Renders pages for everybody, and keeps them."""

import datetime
import logging
from collections.abc import Callable
from zoneinfo import ZoneInfo

from page_cache.app_response import App, AppResponse, environ_for, in_trouble
from page_cache.cache_key import CacheKey
from page_cache.cached_response import CachedResponse, Freshness
from page_cache.generation import KnownGeneration
from page_cache.kept_pages import KeptPages
from page_cache.policy import MOST_REMEMBERED, CachePolicy, remember
from page_cache.sending import CHANGES_AT

logger = logging.getLogger(__name__)

Made = CachedResponse | AppResponse


class Renderer:
    """
    `not_cached`: what nobody may keep, and with which stamp the site said so.

    After a failure, nobody waits for the same again for a while.
    """

    def __init__(
        self,
        app: App,
        generation: KnownGeneration,
        policy: CachePolicy,
        pages: KeptPages,
        clock: Callable[[], float],
    ) -> None:
        self.app, self.generation, self.policy = app, generation, policy
        self.pages, self.clock = pages, clock
        self.zone = ZoneInfo(policy.turns_at_midnight_of)
        self.not_cached: dict[CacheKey, int] = {}
        self.rest_until: dict[CacheKey | None, float] = {}  # None: all pages
        self.port = "80"

    def is_fresh(self, entry: CachedResponse) -> bool:
        return (
            entry.freshness.stamp == self.generation.read()
            and self.clock() < entry.freshness.expires
        )

    def make(self, key: CacheKey) -> Made:
        """Render a page, unless another process of this machine just has."""
        if self.pages.files is None:
            return self.render(key, self.pages.newest(key))
        with self.pages.files.alone(key):
            found = self.pages.newest(key)
            if found is not None and self.is_fresh(found):
                return found
            return self.render(key, found)

    def render(self, key: CacheKey, old: CachedResponse | None) -> Made:
        # Read first: a change during rendering makes this page stale at once.
        stamp, now = self.generation.newest(), self.clock()
        is_sure = stamp == self.generation.read()
        answer = self.answer(key)
        if answer.is_failure:
            # The site is away, not just this page.
            self.rest(None if answer.status.startswith("503") else key)
            return answer
        lasting = self.policy.is_lasting(key.path)
        if not answer.is_for_everybody(private_to_browsers=lasting):
            self.pages.discard(key)
            remember(self.not_cached, key, stamp)
            return answer
        self.rest_until.pop(key, None)
        headers = [
            each for each in answer.headers if each[0].lower() != CHANGES_AT.lower()
        ]
        freshness = self.freshness(answer, stamp, now, is_sure=is_sure)
        entry = CachedResponse.made(headers, answer.body, freshness, before=old)
        self.pages.put(key, entry)
        return entry

    def freshness(
        self, answer: AppResponse, stamp: int, now: float, *, is_sure: bool
    ) -> Freshness:
        # Nobody may know of a later stamp: such a page is only one to fall back on.
        ends = min(self.next_midnight(now), changes_at(answer))
        return Freshness(stamp, now, ends if is_sure else now)

    def answer(self, key: CacheKey) -> AppResponse:
        """Return what the site says to nobody in particular."""
        environ = environ_for(
            key, trusts_proxy=self.policy.trusts_proxy, port=self.port
        )
        try:
            answer = AppResponse(self.app, environ)
        except Exception:
            logger.exception("%s cannot be rendered", key.path)
            answer = AppResponse(in_trouble, environ)
        if answer.is_failure:
            logger.error("%s: %s", key.path, answer.status)
        return answer

    def next_midnight(self, now: float) -> float:
        today = datetime.datetime.fromtimestamp(now, self.zone).date()
        tomorrow = today + datetime.timedelta(days=1)
        return datetime.datetime.combine(
            tomorrow, datetime.time(), self.zone
        ).timestamp()

    def is_resting(self, key: CacheKey, old: CachedResponse) -> bool:
        now = self.clock()
        if any(self.rest_until.get(each, 0.0) > now for each in (key, None)):
            return True
        # Nobody knows whether it is stale. It is rendered again from time to time.
        recent = 0 <= now - old.freshness.made < self.policy.rest
        return recent and self.generation.unsure_for() > 0

    def rest(self, key: CacheKey | None) -> None:
        if len(self.rest_until) >= MOST_REMEMBERED:
            self.rest_until.clear()
        self.rest_until[key] = self.clock() + self.policy.rest


def changes_at(answer: AppResponse) -> float:
    """Return when the site says that the page will change by itself."""
    return float(answer.header(CHANGES_AT.lower()) or "inf")
