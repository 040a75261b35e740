"""
What the page that is being answered has loaded already.

Forty figures in the sentences of a page ask for the same record, and each list of pages
asks which of them are private. Inside one answer the first to ask loads it for all.
What many answers need is loaded once for each generation of the site's content, so that
a search, which nobody can keep, does not read the whole record again.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse

from page_cache.apps import site_stamp

Loaded = TypeVar("Loaded")

# None outside of an answer, where nothing says how long a thing stays true.
memory: ContextVar[dict[Hashable, object] | None] = ContextVar("memory", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    token = memory.set({})
    try:
        yield
    finally:
        memory.reset(token)


def is_remembering() -> bool:
    return memory.get() is not None


def once(key: Hashable, load: Callable[[], Loaded]) -> Loaded:
    """Give what `load` gives, loaded at most once for each answer."""
    known = memory.get()
    if known is None:
        return load()
    if key not in known:
        known[key] = load()
    found: Loaded = known[key]  # type: ignore[assignment]  # each key has one type
    return found


def once_a_change(key: str, load: Callable[[], Loaded]) -> Loaded:
    """
    Give what `load` gives, loaded at most once for each generation of the content.

    Only for what is the same for everybody. Each answer has a copy of its own.
    """
    return once(key, lambda: kept_between_answers(key, load))


def is_in_transaction() -> bool:
    """Say whether what is read now may never be seen by others."""
    return connection.in_atomic_block


def kept_between_answers(key: str, load: Callable[[], Loaded]) -> Loaded:
    if not is_remembering() or is_in_transaction():
        return load()
    now = generation()
    # One entry for each key: if a number ever came twice, nothing old would come back.
    known, found = caches["content"].get(key, (None, None))
    if known != now:
        found = load()
        caches["content"].set(key, (now, found))
    return found


def generation() -> int:
    """
    Give the generation of this answer, which is read before anything else of it.

    What is loaded late in an answer may be made of what was loaded early.
    """
    return once("generation", site_stamp().read)


class RequestCacheMiddleware:
    """Middleware: keep what one answer loads until it is given."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # What a form changes is shown at once.
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with remembering():
            generation()
            return self.get_response(request)
