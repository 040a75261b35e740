"""The key of a cached page: what of a request may change the response."""

from collections.abc import Mapping, Sequence
from re import Pattern
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

Environ = dict[str, Any]
# (what paths, the parameters that matter there, in any order)
ParameterRules = Sequence[tuple[Pattern[str], frozenset[str]]]

MOST_PARAMETERS = 20
LONGEST_QUERY = 500  # characters


class CacheKey(NamedTuple):
    scheme: str
    host: str
    path: str
    query: str


def scheme_of(environ: Mapping[str, Any], *, trusts_proxy: bool) -> str:
    """Return http or https as Django does; a proxy is trusted only where it may be."""
    if trusts_proxy:
        told = environ.get("HTTP_X_FORWARDED_PROTO", "").split(",")[0].strip()
        return "https" if told == "https" else "http"
    return environ["wsgi.url_scheme"]


def names_read(path: str, rules: ParameterRules) -> frozenset[str]:
    """Return the parameters that the view of this path reads."""
    return next((names for paths, names in rules if paths.match(path)), frozenset())


def sent_names(query: str) -> frozenset[str]:
    """Return the names of all parameters; none if there are too many, or too long."""
    if len(query) > LONGEST_QUERY:
        return frozenset()
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return frozenset()
    return frozenset(name for name, _value in pairs)


def known_query(path: str, query: str, rules: ParameterRules) -> str | None:
    """
    Return the parameters that this path's view reads, sorted; None if too many.

    The others cannot change what is shown, because the view never sees them.
    """
    if len(query) > LONGEST_QUERY:
        return None
    known = names_read(path, rules)
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return None
    return urlencode(sorted(pair for pair in pairs if pair[0] in known))
