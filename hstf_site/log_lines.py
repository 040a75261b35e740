"""Lines of the log, without anything that a visitor has looked up or searched for."""

import logging
import re
from urllib.parse import parse_qsl, unquote_plus

from django.http import HttpRequest

LEFT_OUT = "…"
# A path or an address with a query, as a message may hold it.
QUERY = re.compile(r"(?<=[/\w])\?[^\s\"'<>]*=[^\s\"'<>]*")
# Shorter words say nothing of a visitor, and are in every traceback.
SHORTEST = 4
MOST = 2_000  # words


class WithoutQueries(logging.Formatter):
    """
    Leaves out the query of each address, and the words of this request's own.

    An error may quote them: a number that is none, a statement that took too long.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = QUERY.sub(f"?{LEFT_OUT}", super().format(record))
        request = getattr(record, "request", None)
        if not isinstance(request, HttpRequest):
            return line
        words = typed(request)
        if not words:
            return line
        return re.sub("|".join(map(re.escape, words)), LEFT_OUT, line, flags=re.I)


def typed(request: HttpRequest) -> list[str]:
    """Return what a visitor may have typed into the query, the longest first."""
    query = request.META.get("QUERY_STRING", "")
    values = [value for _name, value in parse_qsl(query, keep_blank_values=True)]
    texts = {query, unquote_plus(query), *values}
    words = {word for text in values for word in re.findall(r"\w+", text)}
    found = {text for text in texts | words if len(text) >= SHORTEST}
    return sorted(found, key=len, reverse=True)[:MOST]
