"""A kept page as one visitor gets it: its encoding, its age, and for how long."""

import datetime
import re
from collections.abc import Iterable
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from page_cache.cache_key import Environ
from page_cache.cached_response import CachedResponse, Headers

# Of the site's headers, for this cache alone: when the page will change by itself, in
# seconds of `time.time`.
CHANGES_AT = "X-Changes-At"
NAME = "hstf"  # of this cache, in `Cache-Status` (RFC 9211)
# Left out where no body is sent (RFC 9110, 15.4.5).
ABOUT_BODY = {"content-type", "content-length", "content-encoding"}
SHARED_AGE = re.compile(r"s-maxage=(\d+)")
LONGEST_SHARED = (
    60  # seconds; nearer to the end of a copy, caches are told to keep it less
)
STALE_CONTROL = "public, max-age=0, s-maxage=1"
OLD = 24 * 60 * 60  # seconds; an older copy says so to its reader
PLACE = b"<!--age-->"


class Told(NamedTuple):
    """How a response came about."""

    status: str  # `Cache-Status`, without the name of the cache
    left: float  # seconds for which it is fresh
    age: float | None = None  # seconds, of a stale copy


def hit(left: float) -> Told:
    return Told(f"hit; ttl={int(left)}", left)


def stale(age: float, left: float) -> Told:
    return Told(f"hit; ttl={min(int(left), -1)}; detail=stale", left, age)


def send(
    entry: CachedResponse,
    told: Told,
    environ: Environ,
    start_response: Any,
    zone: ZoneInfo,
) -> Iterable[bytes]:
    if told.age is not None and told.age > OLD:
        entry = entry.saying(line_for(entry.freshness.made, zone), PLACE)
    variant = entry.best_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
    none_match = environ.get("HTTP_IF_NONE_MATCH", "")
    since = environ.get("HTTP_IF_MODIFIED_SINCE", "")
    headers = with_status(variant.headers, told)
    if (none_match or since) and entry.is_known_to(variant, none_match, since):
        kept = [each for each in headers if each[0].lower() not in ABOUT_BODY]
        start_response("304 Not Modified", kept)
        return []
    start_response("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [variant.body]


def with_status(headers: Headers, told: Told) -> Headers:
    """Say how the response came about, and for how long it holds."""
    headers = [*headers, ("Cache-Status", f"{NAME}; {told.status}")]
    if told.left < LONGEST_SHARED or told.age is not None:
        return limited(headers, told)
    return headers


def limited(headers: Headers, told: Told) -> Headers:
    """Let no cache keep it beyond its end, and a stale copy hardly at all."""

    def shorter(match: re.Match[str]) -> str:
        return f"s-maxage={max(min(int(match[1]), int(told.left)), 0)}"

    found = []
    for name, value in headers:
        if name.lower() == "cache-control" and "public" in value:
            value = (
                SHARED_AGE.sub(shorter, value) if told.age is None else STALE_CONTROL
            )
        found.append((name, value))
    return found if told.age is None else [*found, ("Age", str(int(told.age)))]


def line_for(made: float, zone: ZoneInfo) -> bytes:
    """Return what a reader is told of a copy that is more than a day old."""
    day = datetime.datetime.fromtimestamp(made, zone)
    words = f"This copy was made on {day:%B} {day.day}, {day.year}."
    again = "It cannot be updated right now."
    return f'<p class="wrap old-copy">{words} {again}</p>'.encode()


def passing(start_response: Any, status: str = "fwd=bypass") -> Any:
    """Return a `start_response` that says that this cache had no part in it."""

    def start(line: str, headers: Headers, *error: Any) -> Any:
        told = ("Cache-Status", f"{NAME}; {status}")
        sent = [each for each in headers if each[0] != CHANGES_AT]
        return start_response(line, [*sent, told], *error)

    return start
