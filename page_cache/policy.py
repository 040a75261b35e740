"""What the page cache keeps, for how long, and under which key."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus

from page_cache.cache_key import (
    CacheKey,
    Environ,
    ParameterRules,
    known_query,
    names_read,
    scheme_of,
    sent_names,
)

MOST_REMEMBERED = 10_000
LONGEST_REMEMBERED = 300  # characters of an address


@dataclass(frozen=True)
class CachePolicy:
    """
    What is cached, and for how long.

    `parameters`: by path, what the view reads; `passed`: parameters whose pages are not
    cached; `look_ups`: by path, the parameters of which a redirect may follow, which is
    kept apart from pages; `skipped`: prefixes of paths that are passed by; `unlimited`:
    prefixes of those that need no database, and never wait; `lasting`: prefixes of
    pages that browsers must not store, and that this cache keeps before all others.
    `turns_at_midnight_of`: the zone whose new day may change what a page says.

    Times in seconds. `old_copies`: for how long readers get the old copy after a
    change; `patience`: how long they then wait before they get it all the same; `rest`:
    for how long nobody waits after a failure; `longest`: how long a reader waits for a
    page of which there is no copy.
    `most_passing`, `most_waiting`: threads that may be occupied by requests that this
    cache cannot answer; the others are left for those that it can.
    """

    parameters: ParameterRules = ()
    passed: frozenset[str] = frozenset()
    look_ups: ParameterRules = ()
    skipped: tuple[str, ...] = ()
    unlimited: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()
    session_cookie: str = "sessionid"
    trusts_proxy: bool = False
    most_bytes: int = 64 * 1024 * 1024
    turns_at_midnight_of: str = "UTC"
    old_copies: float = 0.65
    patience: float = 1.0
    rest: float = 5.0
    longest: float = 10.0
    most_passing: int = 12
    most_waiting: int = 4

    def is_lasting(self, path: str) -> bool:
        return bool(self.lasting) and path.startswith(self.lasting)


class Keys:
    """Finds the key of each request, and remembers it."""

    def __init__(self, policy: CachePolicy) -> None:
        self.policy = policy
        self.known: dict[tuple[str, ...], CacheKey | None] = {}

    def of(self, environ: Environ) -> CacheKey | None:
        """Return the key of a page that may be cached; None for all that passes by."""
        if not self.is_anybodys(environ):
            return None
        asked = (
            environ["wsgi.url_scheme"],
            environ.get("HTTP_X_FORWARDED_PROTO", ""),
            environ.get("HTTP_HOST", ""),
            environ["PATH_INFO"],
            environ.get("QUERY_STRING", ""),
        )
        if asked in self.known:
            return self.known[asked]
        key = self.new_key(environ)
        # What visitors make up would take the place of what is asked for often.
        if key is not None:
            remember(self.known, asked, key)
        return key

    def of_look_up(self, environ: Environ) -> CacheKey | None:
        """Return the key of a look-up: all of its query, as it was sent."""
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        if not query or not self.is_anybodys(environ):
            return None
        names = sent_names(query)
        if not names or not names <= names_read(path, self.policy.look_ups):
            return None
        return self.key_of(environ, query)

    def is_anybodys(self, environ: Environ) -> bool:
        return (
            environ["REQUEST_METHOD"] in {"GET", "HEAD"}
            and self.policy.session_cookie not in environ.get("HTTP_COOKIE", "")
            and "HTTP_AUTHORIZATION" not in environ
        )

    def new_key(self, environ: Environ) -> CacheKey | None:
        path = environ["PATH_INFO"]
        query = environ.get("QUERY_STRING", "")
        # A name may be spelled in two ways, and the site reads both.
        names = {unquote_plus(part.partition("=")[0]) for part in query.split("&")}
        if path.startswith(self.policy.skipped) or names & self.policy.passed:
            return None
        known = known_query(path, query, self.policy.parameters)
        if known is None:
            return None
        return self.key_of(environ, known)

    def key_of(self, environ: Environ, query: str) -> CacheKey:
        scheme = scheme_of(environ, trusts_proxy=self.policy.trusts_proxy)
        host = environ.get("HTTP_HOST", "").lower()
        return CacheKey(scheme, host, environ["PATH_INFO"], query)


def remember(what: dict[Any, Any], asked: tuple[str, ...], found: Any) -> None:
    """Remember what was learned about a URL, within limits; the oldest goes first."""
    if sum(map(len, asked)) > LONGEST_REMEMBERED:
        return
    if len(what) >= MOST_REMEMBERED:
        # Some at once: each time, Python would look for the first one from the start.
        for oldest in list(what)[: MOST_REMEMBERED // 10]:
            what.pop(oldest, None)
    what[asked] = found
