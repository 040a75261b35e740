"""
The database's own search, which reads a quotation mark as a space.

SQLite takes the mark for a sign of its own language, and half of a pair for an error.
Editors' lists hand over what is typed as it is.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from wagtail.search.backends import database
from wagtail.search.query import MATCH_NONE


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - Wagtail's name for it
    engine = database.SearchBackend(params)
    for name in ("search", "autocomplete"):
        setattr(engine, name, without_marks(getattr(engine, name)))
    return engine


def without_marks(look_for: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(look_for)
    def look(query: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(query, str):
            query = query.replace('"', " ").strip() or MATCH_NONE
        return look_for(query, *args, **kwargs)

    return look
