"""A cached page in each of its encodings, and conditional requests for it."""

import gzip
import hashlib
import re
from collections.abc import Callable
from copy import copy
from functools import lru_cache, partial
from typing import NamedTuple

import brotli
from django.utils.http import http_date, parse_http_date_safe

Headers = list[tuple[str, str]]

SMALLEST_TO_COMPRESS = 200  # bytes
COMPRESSIBLE = re.compile(r"text/|application/(json|xml|\w+\+xml|ld\+json)", re.I)
# A page is compressed once and sent many times, so the slower levels pay.
COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=9),
    "gzip": partial(gzip.compress, compresslevel=9, mtime=0),
}


STALE = ("X-Page-Cache", "old copy; the page cannot be made now")


class EncodedBody(NamedTuple):
    """A body as sent on the wire."""

    headers: Headers
    body: bytes
    etag: str


class Freshness(NamedTuple):
    """
    How long a cached page is fresh.

    `generation`: the number before it was rendered. `made`, `expires`: seconds of
    `time.time`.
    """

    generation: int
    made: float
    expires: float


class CachedResponse:
    """
    A page as the site rendered it, compressed in each encoding.

    `before`: the page that it replaces. `size`: bytes, all encodings together.
    """

    def __init__(
        self,
        headers: Headers,
        body: bytes,
        freshness: Freshness,
        before: "CachedResponse | None" = None,
    ) -> None:
        self.freshness = freshness
        self.was_asked_for = False
        self.digest = hashlib.blake2b(body, digest_size=12).hexdigest()
        # Unchanged content keeps its date.
        self.changed = freshness.made
        if before is not None and before.digest == self.digest:
            self.changed = before.changed
        kept = [
            pair
            for pair in headers
            if pair[0].lower() not in {"content-length", "etag", "last-modified"}
        ]
        kept.append(("Last-Modified", http_date(self.changed)))
        self.variants = {"": self.variant(kept, body, "")}
        if is_worth_compressing(headers, body):
            for encoding, compress in COMPRESSORS.items():
                self.variants[encoding] = self.variant(kept, compress(body), encoding)
        self.size = sum(len(each.body) for each in self.variants.values())

    def variant(self, headers: Headers, body: bytes, encoding: str) -> EncodedBody:
        etag = f'"{self.digest}{encoding and "-"}{encoding}"'
        full = [*headers, ("ETag", etag), ("Content-Length", str(len(body)))]
        if encoding:
            full.append(("Content-Encoding", encoding))
        return EncodedBody(full, body, etag)

    def as_stale(self, generation: int, expires: float) -> "CachedResponse":
        """Return a copy that says that it is stale."""
        copied = copy(self)
        copied.freshness = Freshness(generation, self.freshness.made, expires)
        copied.variants = {
            encoding: each._replace(
                headers=[*(pair for pair in each.headers if pair != STALE), STALE]
            )
            for encoding, each in self.variants.items()
        }
        return copied

    def best_for(self, accept_encoding: str) -> EncodedBody:
        for encoding in preferred(accept_encoding):
            if encoding in self.variants:
                return self.variants[encoding]
        return self.variants[""]

    def is_known_to(self, variant: EncodedBody, none_match: str, since: str) -> bool:
        """Return whether the browser has this already (RFC 9110, 13.1)."""
        if none_match:
            tags = [tag.strip().removeprefix("W/") for tag in none_match.split(",")]
            return "*" in tags or variant.etag in tags
        known = parse_http_date_safe(since)
        return known is not None and int(self.changed) <= known


def compressed(
    headers: Headers, body: bytes, accept_encoding: str
) -> tuple[Headers, bytes]:
    """Compress a response that is sent once: quickly, and only if it pays."""
    if "gzip" not in preferred(accept_encoding) or not is_worth_compressing(
        headers, body
    ):
        return headers, body
    small = gzip.compress(body, compresslevel=5)
    kept = [pair for pair in headers if pair[0].lower() != "content-length"]
    length = ("Content-Length", str(len(small)))
    return [*kept, length, ("Content-Encoding", "gzip")], small


def is_worth_compressing(headers: Headers, body: bytes) -> bool:
    kind = next((v for k, v in headers if k.lower() == "content-type"), "")
    return len(body) >= SMALLEST_TO_COMPRESS and bool(COMPRESSIBLE.match(kind))


@lru_cache(maxsize=256)
def preferred(accept_encoding: str) -> tuple[str, ...]:
    """Return the encodings that a browser accepts, of ours, smallest first."""
    weights = {}
    for part in accept_encoding.lower().split(","):
        name, _, parameters = part.partition(";")
        found = re.search(r"q=([\d.]+)", parameters)
        try:
            weights[name.strip()] = float(found.group(1)) if found else 1.0
        except ValueError:
            weights[name.strip()] = 0.0
    anything = weights.get("*", 0.0)
    return tuple(name for name in COMPRESSORS if weights.get(name, anything) > 0)
