"""
What the page that is being answered has loaded already.

Forty figures in the sentences of a page ask for the same record, and each list of pages
asks which of them are private. Inside one answer the first to ask loads it for all.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.http import HttpRequest, HttpResponse

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


def remember_while_answering(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: keep what one answer loads until it is given."""

    def middleware(request: HttpRequest) -> HttpResponse:
        # What a form changes is shown at once.
        if request.method not in {"GET", "HEAD"}:
            return get_response(request)
        with remembering():
            return get_response(request)

    return middleware
