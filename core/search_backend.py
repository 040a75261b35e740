"""
The database's own search, without three errors that editors lead into.

SQLite takes a quotation mark for a sign of its own language, and half of a pair for an
error; here it is a space. A list that is narrowed by something counted, as images by
their use, fails at a check which only knows fields (django-modelsearch, issue 51). And
in PostgreSQL, whoever saves a page also weighs all titles that seem to be new, so two
who publish at once could wait for each other for good.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connection
from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce
from wagtail.search.backends import database
from wagtail.search.query import MATCH_NONE

COUNTED = (Coalesce, Subquery)


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - Wagtail's name for it
    engine = database.SearchBackend(params)
    for name in ("search", "autocomplete"):
        setattr(engine, name, without_marks(getattr(engine, name)))
    for name in ("query_compiler_class", "autocomplete_query_compiler_class"):
        setattr(engine, name, counting(getattr(engine, name)))
    if connection.features.has_select_for_update_skip_locked:
        engine.index_class = side_by_side(engine.index_class)
    return engine


def side_by_side(index: type[Any]) -> type[Any]:
    """Leave the titles that somebody else is saving to them."""

    class SideBySide(index):
        entries: Any

        def _refresh_title_norms(self, full: bool = False) -> None:
            every = self.entries
            if not full:
                new = Q(title_norm=1.0)
                mine = every.filter(new).select_for_update(skip_locked=True)
                keys = list(mine.values_list("pk", flat=True))
                self.entries = every.filter(~new | Q(pk__in=keys))
            try:
                super()._refresh_title_norms(full)
            finally:
                self.entries = every

    return SideBySide


def without_marks(look_for: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(look_for)
    def look(query: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(query, str):
            query = query.replace('"', " ").strip() or MATCH_NONE
        return look_for(query, *args, **kwargs)

    return look


def counting(compiler: type[Any]) -> type[Any]:
    """Let what is counted narrow a search: the database needs no index of it."""

    class Counting(compiler):
        def _get_filters_from_where_node(
            self, where_node: Any, check_only: bool = False
        ) -> Any:
            counted = isinstance(getattr(where_node, "lhs", None), COUNTED)
            if check_only and counted:
                return None
            return super()._get_filters_from_where_node(where_node, check_only)

    return Counting
