"""
A cache for what one response loads, and what every response of a generation loads.

Forty figures in the sentences of a page ask for the same record, and each list of pages
asks which of them are private: inside one response the first to ask loads it for all.
What many responses need is loaded once for each generation of the site's content, so
that a search, which no cache keeps, does not read the whole record again. All responses
of a process share it, so what shows a draft must not write it into a loaded record.
"""

import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse

from page_cache.apps import site_generation, site_watcher

Loaded = TypeVar("Loaded")

# None outside of a request, where nothing limits how long a value is valid.
request_values: ContextVar[dict[Hashable, Any] | None] = ContextVar(
    "request_values", default=None
)
# What this process loaded last under each name, and in which generation.
loaded: dict[str, tuple[int, Any]] = {}
MOST_LOADED = 300  # as hostnames and years are part of the names
# Names under which it outlives the database, and when to ask for each again.
lasting: dict[str, float] = {}
REST = 5.0  # seconds


@contextmanager
def caching_for_request() -> Iterator[None]:
    token = request_values.set({})
    try:
        yield
    finally:
        request_values.reset(token)


def is_caching() -> bool:
    return request_values.get() is not None


def once(key: Hashable, load: Callable[[], Loaded]) -> Loaded:
    """Return what `load` returns, loaded at most once for each request."""
    known = request_values.get()
    if known is None:
        return load()
    if key not in known:
        known[key] = load()
    return known[key]


def once_per_generation(key: str, load: Callable[[], Loaded]) -> Loaded:
    """
    Return what `load` returns, loaded at most once for each generation of the content.

    Only for what is the same for everybody, and changed by nobody.
    """
    return once(key, lambda: cached_in_generation(key, load))


def last_known(key: str, load: Callable[[], Loaded]) -> Loaded:
    """
    Return the same as `once_per_generation`, or what it was before the database failed.

    While nobody knows the generation, one thread asks from time to time, and the others
    do not wait for it. Only for a few names, as nothing of it is ever forgotten.
    """
    return once(key, lambda: known_in_generation(key, load))


def known_in_generation(key: str, load: Callable[[], Loaded]) -> Loaded:
    if not is_caching() or is_in_transaction():
        return load()
    now = generation()
    entry = loaded.get(key)
    if entry is None:
        found = load()
    else:
        known: Loaded = entry[1]
        if entry[0] == now or (now < 0 and time.monotonic() < lasting.get(key, 0)):
            return known
        lasting[key] = time.monotonic() + REST
        try:
            found = load()
        except (DatabaseError, InterfaceError):
            return known
    lasting.setdefault(key, 0.0)
    loaded[key] = (now, found)
    return found


def is_in_transaction() -> bool:
    """Return whether others may never see what is read now."""
    return connection.in_atomic_block


def cached_in_generation(key: str, load: Callable[[], Loaded]) -> Loaded:
    if not is_caching() or is_in_transaction():
        return load()
    now = generation()
    # One entry per key: even if a number were reused, nothing stale would return.
    entry = loaded.get(key)
    if entry and entry[0] == now:
        known: Loaded = entry[1]
        return known
    found = load()
    if len(loaded) >= MOST_LOADED:
        for name in loaded.keys() - lasting.keys():
            loaded.pop(name, None)
    loaded[key] = (now, found)
    return found


def generation() -> int:
    """
    Return the generation of this request, which is read before anything else of it.

    What is loaded late in a request may depend on what was loaded early.
    """
    return once("generation", site_generation().read)


class RequestCacheMiddleware:
    """Caches what one response loads until it is sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A form's changes are shown at once.
        if request.method not in {"GET", "HEAD"}:
            response = self.get_response(request)
            site_watcher().ask_now()
            return response
        with caching_for_request():
            generation()
            return self.get_response(request)
