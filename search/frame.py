"""
What surrounds the results: the same for all who are not signed in, until it changes.

Rendering it takes longer than searching. It is kept for each generation of the content,
with marks where the title and the results go.
"""

import datetime
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.timezone import localdate

from page_cache.request_cache import last_known

TEMPLATE = "search/page.html"
# Nothing that an editor writes holds these.
TITLE, BODY = "{search:title}", "{search:body}"
MOST_FRAMES = 16  # one for each host and scheme; a wildcard host can have any


class FrameKey(NamedTuple):
    host: str
    is_secure: bool
    day: datetime.date  # it stands on the printed page


class SearchFrame(NamedTuple):
    """The page around its title and its body."""

    head: str
    middle: str
    foot: str


def framed(request: HttpRequest, title: str, body: str) -> str:
    """Return the whole page. Whoever may be signed in gets a page of their own."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return render_to_string(TEMPLATE, {"title": title, "body": body}, request)
    head, middle, foot = frame_of(request)
    return "".join((head, escape(title), middle, body, foot))


def frame_of(request: HttpRequest) -> SearchFrame:
    frames: dict[FrameKey, SearchFrame] = last_known("search-frames", dict)
    key = FrameKey(request.get_host(), request.is_secure(), localdate())
    if key not in frames:
        if len(frames) >= MOST_FRAMES:
            frames.clear()
        frames[key] = render(request)
    return frames[key]


def render(request: HttpRequest) -> SearchFrame:
    whole = render_to_string(TEMPLATE, {"title": TITLE, "body": BODY}, request)
    head, _title, rest = whole.partition(TITLE)
    middle, _body, foot = rest.partition(BODY)
    return SearchFrame(head, middle, foot)
