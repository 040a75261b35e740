"""A cached page in each of its encodings, and conditional requests for it."""

import gzip
import hashlib
import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple

import brotli
from django.utils.http import http_date, parse_http_date_safe

Headers = list[tuple[str, str]]

FOLLOWS_FROM_BODY = {"content-length", "etag", "last-modified"}
SMALLEST_TO_COMPRESS = 200  # bytes
COMPRESSIBLE = re.compile(r"text/|application/(json|xml|\w+\+xml|ld\+json)", re.I)
# A page is compressed once and sent many times, so the slower levels pay.
COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=9),
    "gzip": partial(gzip.compress, compresslevel=9, mtime=0),
}


class EncodedBody(NamedTuple):
    """A body as sent on the wire."""

    headers: Headers
    body: bytes
    etag: str


class Freshness(NamedTuple):
    """
    How long a page is fresh.

    `stamp`: the generation's, before it was rendered. `made`, `expires`: seconds of
    `time.time`.
    """

    stamp: int
    made: float
    expires: float


class CachedResponse:
    """
    A page as the site rendered it, compressed in each encoding.

    `headers`: without those that follow from the body. `bodies`: by encoding, with ""
    for the plain one. `changed`: since when it has been the same, in seconds.
    """

    def __init__(
        self,
        headers: Headers,
        bodies: dict[str, bytes],
        freshness: Freshness,
        changed: float,
    ) -> None:
        self.headers, self.freshness, self.changed = headers, freshness, changed
        self.digest = hashlib.blake2b(bodies[""], digest_size=12).hexdigest()
        self.asked = 0  # how often, each change of the site halves it
        dated = [*headers, ("Last-Modified", http_date(changed))]
        self.variants = {
            encoding: self.variant(dated, body, encoding)
            for encoding, body in bodies.items()
        }
        self.size = sum(map(len, bodies.values()))
        self.is_public = not any(
            name.lower() == "cache-control" and "no-store" in value
            for name, value in headers
        )
        self.in_old_age: CachedResponse | None = None

    @classmethod
    def made(
        cls,
        headers: Headers,
        body: bytes,
        freshness: Freshness,
        before: "CachedResponse | None" = None,
    ) -> "CachedResponse":
        """Pack a page; `before`, if it has the same content, lends it its date."""
        kept = [pair for pair in headers if pair[0].lower() not in FOLLOWS_FROM_BODY]
        bodies = {"": body}
        if is_worth_compressing(headers, body):
            bodies |= {name: pack(body) for name, pack in COMPRESSORS.items()}
        entry = cls(kept, bodies, freshness, freshness.made)
        if before is not None:
            entry.asked = before.asked
            if before.digest == entry.digest:
                entry = cls(kept, bodies, freshness, before.changed)
                entry.asked = before.asked
        return entry

    @property
    def bodies(self) -> dict[str, bytes]:
        return {name: each.body for name, each in self.variants.items()}

    def variant(self, headers: Headers, body: bytes, encoding: str) -> EncodedBody:
        etag = f'"{self.digest}{encoding and "-"}{encoding}"'
        full = [*headers, ("ETag", etag), ("Content-Length", str(len(body)))]
        if encoding:
            full.append(("Content-Encoding", encoding))
        return EncodedBody(full, body, etag)

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

    def saying(self, line: bytes, place: bytes) -> "CachedResponse":
        """Return it with a line where the page has a place for it; made once."""
        body = self.variants[""].body
        if place not in body:
            return self
        if self.in_old_age is None:
            with_line = body.replace(place, line, 1)
            self.in_old_age = self.made(
                self.headers, with_line, self.freshness._replace(made=self.changed)
            )
        return self.in_old_age


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
