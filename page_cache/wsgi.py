"""The page cache: a WSGI application in front of the site's own."""

import datetime
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any
from urllib.parse import unquote_plus
from zoneinfo import ZoneInfo

from page_cache.cache_key import (
    CacheKey,
    Environ,
    ParameterRules,
    known_query,
    scheme_of,
)
from page_cache.cached_response import CachedResponse, Freshness, Headers, compressed
from page_cache.generation import Generation
from page_cache.store import ResponseStore

logger = logging.getLogger(__name__)

App = Callable[[Environ, Any], Iterable[bytes]]

# What the site may know about the visitor when it renders a page for everybody.
SHARED = {"HTTP_HOST", "HTTP_X_FORWARDED_PROTO"}
OF_ONE_VISITOR = ("HTTP_", "CONTENT_", "REMOTE_")
# Left out where no body is sent (RFC 9110, 15.4.5).
ABOUT_BODY = {"content-type", "content-length", "content-encoding"}
MOST_REMEMBERED = 10_000
LONGEST_REMEMBERED = 300  # characters of an address


@dataclass(frozen=True)
class CachePolicy:
    """
    What is cached, and for how long.

    `parameters`: by path, what the view reads; `passed`: parameters whose pages are not
    cached; `skipped`: prefixes of paths that are passed by; times in seconds.
    `turns_at_midnight_of`: the zone whose new day may change what a page says.
    """

    parameters: ParameterRules = ()
    passed: frozenset[str] = frozenset()
    skipped: tuple[str, ...] = ()
    session_cookie: str = "sessionid"
    trusts_proxy: bool = False
    most_bytes: int = 64 * 1024 * 1024
    longest: int = 300
    stale_on_error: int = 3600
    wait_after_error: int = 5
    turns_at_midnight_of: str = "UTC"


class AppResponse:
    """The response of an application, read to its end."""

    def __init__(self, app: App, environ: Environ) -> None:
        self.status = ""
        self.headers: Headers = []
        parts: list[bytes] = []

        def start_response(status: str, headers: Headers, exc_info: Any = None) -> Any:
            self.status, self.headers = status, list(headers)
            return parts.append

        answered = app(environ, start_response)
        try:
            parts.extend(answered)
        finally:
            if hasattr(answered, "close"):
                answered.close()
        self.body = b"".join(parts)
        self.is_failure = self.status.startswith("5")

    def header(self, name: str) -> str:
        return ", ".join(v for k, v in self.headers if k.lower() == name)

    @property
    def is_for_everybody(self) -> bool:
        """Return whether it may be cached: only if the site explicitly says so."""
        control = {part.strip() for part in self.header("cache-control").split(",")}
        return (
            self.status.startswith("200")
            and "public" in control
            and not control & {"private", "no-store"}
            and not self.header("set-cookie")
            and self.header("vary").lower() in {"", "accept-encoding"}
            and not self.header("content-encoding")
        )


class PageCache:
    """
    Responds in place of `app` where it can.

    The key of a page is what may change it: scheme, host, path and the parameters that
    its view reads. It is rendered for nobody in particular: the site sees none of the
    visitor's other headers. It is stale once the generation has moved on, its time is
    over, or a new day began. One thread of each process renders it again, while the
    others still send the stale page for up to a second, and wait after that.
    """

    def __init__(
        self,
        app: App,
        generation: Generation,
        rule: CachePolicy,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.app, self.generation, self.rule, self.clock = app, generation, rule, clock
        self.store = ResponseStore(rule.most_bytes)
        self.zone = ZoneInfo(rule.turns_at_midnight_of)
        self.keys: dict[tuple[str, ...], CacheKey | None] = {}
        self.not_cached: dict[CacheKey, int] = {}  # in which generation
        self.renders: dict[CacheKey, Lock] = {}
        self.stale_since: dict[CacheKey, float] = {}  # since when
        self.guard = Lock()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        key = self.key_of(environ)
        if key is None:
            return self.app(environ, start_response)
        entry = self.store.get(key)
        if entry is not None and self.is_fresh(entry):
            return self.send(entry, environ, start_response)
        if entry is None and self.not_cached.get(key) == self.generation.read():
            return self.app(environ, start_response)
        made = self.refreshed(key, entry, environ)
        if isinstance(made, CachedResponse):
            return self.send(made, environ, start_response)
        if made.is_failure or saw_all(key, environ):
            return self.pass_on(made, environ, start_response)
        return self.app(environ, start_response)

    # The key

    def key_of(self, environ: Environ) -> CacheKey | None:
        """Return the key of a page that may be cached; None for all that passes by."""
        if (
            environ["REQUEST_METHOD"] not in {"GET", "HEAD"}
            or self.rule.session_cookie in environ.get("HTTP_COOKIE", "")
            or "HTTP_AUTHORIZATION" in environ
        ):
            return None
        asked = (
            environ["wsgi.url_scheme"],
            environ.get("HTTP_X_FORWARDED_PROTO", ""),
            environ.get("HTTP_HOST", ""),
            environ["PATH_INFO"],
            environ.get("QUERY_STRING", ""),
        )
        if asked in self.keys:
            return self.keys[asked]
        key = self.new_key(environ)
        remember(self.keys, asked, key)
        return key

    def new_key(self, environ: Environ) -> CacheKey | None:
        path = environ["PATH_INFO"]
        query = environ.get("QUERY_STRING", "")
        # A name may be spelled in two ways, and the site reads both.
        names = {unquote_plus(part.partition("=")[0]) for part in query.split("&")}
        if path.startswith(self.rule.skipped) or names & self.rule.passed:
            return None
        known = known_query(path, query, self.rule.parameters)
        if known is None:
            return None
        scheme = scheme_of(environ, trusts_proxy=self.rule.trusts_proxy)
        return CacheKey(scheme, environ.get("HTTP_HOST", "").lower(), path, known)

    # Rendering it

    def is_fresh(self, entry: CachedResponse) -> bool:
        return (
            entry.freshness.generation == self.generation.read()
            and self.clock() < entry.freshness.expires
        )

    def refreshed(
        self, key: CacheKey, old: CachedResponse | None, environ: Environ
    ) -> CachedResponse | AppResponse:
        """Return a fresh page, a stale one for a moment, or what is not cached."""
        with self.guard:
            render = self.renders.setdefault(key, Lock())
            since = self.stale_since.setdefault(key, self.clock())
        if not render.acquire(blocking=False):
            if old is not None and self.clock() - since < 1:
                return old
            render.acquire()
        try:
            found = self.store.get(key)
            if found is not None and self.is_fresh(found):
                return found  # rendered by another thread meanwhile
            return self.render(key, found, environ)
        finally:
            with self.guard:
                self.stale_since.pop(key, None)
                self.renders.pop(key, None)
            render.release()

    def render(
        self, key: CacheKey, old: CachedResponse | None, environ: Environ
    ) -> CachedResponse | AppResponse:
        # Read first: a change during rendering makes this page stale at once.
        generation, now = self.generation.read(), self.clock()
        stale_copy = self.stale_copy(old, generation, now)
        try:
            answer = AppResponse(self.app, self.for_everybody(key, environ))
        except Exception:
            if stale_copy is None:
                raise
            logger.exception("%s cannot be made; an old copy stands in", key.path)
            self.store.put(key, stale_copy)
            return stale_copy
        if answer.is_failure and stale_copy is not None:
            logger.error("%s: %s; an old copy stands in", key.path, answer.status)
            self.store.put(key, stale_copy)
            return stale_copy
        if not answer.is_for_everybody:
            self.store.discard(key)
            if not answer.is_failure:
                remember(self.not_cached, key, generation)
            return answer
        expires = min(now + self.rule.longest, self.next_midnight(now))
        freshness = Freshness(generation, now, expires)
        entry = CachedResponse(answer.headers, answer.body, freshness, before=old)
        self.store.put(key, entry)
        return entry

    def stale_copy(
        self, old: CachedResponse | None, generation: int, now: float
    ) -> CachedResponse | None:
        if old is None or now - old.freshness.made > self.rule.stale_on_error:
            return None
        return old.as_stale(generation, now + self.rule.wait_after_error)

    def for_everybody(self, key: CacheKey, environ: Environ) -> Environ:
        """Return the request without anything specific to this visitor."""
        kept = {
            name: value
            for name, value in environ.items()
            if name in SHARED or not name.startswith(OF_ONE_VISITOR)
        }
        return kept | {"REQUEST_METHOD": "GET", "QUERY_STRING": key.query}

    def next_midnight(self, now: float) -> float:
        today = datetime.datetime.fromtimestamp(now, self.zone).date()
        tomorrow = today + datetime.timedelta(days=1)
        return datetime.datetime.combine(
            tomorrow, datetime.time(), self.zone
        ).timestamp()

    # Sending it

    def send(
        self, entry: CachedResponse, environ: Environ, start_response: Any
    ) -> Iterable[bytes]:
        variant = entry.best_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
        none_match = environ.get("HTTP_IF_NONE_MATCH", "")
        since = environ.get("HTTP_IF_MODIFIED_SINCE", "")
        if (none_match or since) and entry.is_known_to(variant, none_match, since):
            kept = [
                each for each in variant.headers if each[0].lower() not in ABOUT_BODY
            ]
            start_response("304 Not Modified", kept)
            return []
        start_response("200 OK", variant.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [variant.body]

    def pass_on(
        self, answer: AppResponse, environ: Environ, start_response: Any
    ) -> Iterable[bytes]:
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        headers, body = compressed(answer.headers, answer.body, accepted)
        start_response(answer.status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def saw_all(key: CacheKey, environ: Environ) -> bool:
    """Return whether the site saw everything that can change an uncached response."""
    return environ.get("QUERY_STRING", "") == key.query and (
        "HTTP_COOKIE" not in environ
    )


def remember(what: dict[Any, Any], asked: tuple[str, ...], found: Any) -> None:
    """Remember what was learned about a URL, within limits."""
    if sum(map(len, asked)) > LONGEST_REMEMBERED:
        return
    if len(what) >= MOST_REMEMBERED:
        what.clear()
    what[asked] = found
