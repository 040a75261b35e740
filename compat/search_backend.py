"""
The database's own search, without three errors that editors run into.

Works around: in SQLite a quotation mark is syntax, and an unpaired one an error. A list
that is filtered by a count, as images by their use, fails a check that only knows
fields. In PostgreSQL, saving a page also weighs all new titles, so two editors who
publish at once can deadlock.
Upstream: https://github.com/wagtail/wagtail/issues/13227 (the first),
https://github.com/wagtail/django-modelsearch/issues/51 (the second); none found
Seen in: modelsearch 1.3.2
Delete when: the tests of this file pass with `wagtail.search.backends.database`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connection
from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce
from wagtail.search.backends import database
from wagtail.search.query import MATCH_NONE

COUNTS = (Coalesce, Subquery)


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - Wagtail's name for it
    engine = database.SearchBackend(params)
    for name in ("search", "autocomplete"):
        setattr(engine, name, without_quotes(getattr(engine, name)))
    for name in ("query_compiler_class", "autocomplete_query_compiler_class"):
        setattr(engine, name, filtering_by_counts(getattr(engine, name)))
    if connection.features.has_select_for_update_skip_locked:
        engine.index_class = skipping_locked_titles(engine.index_class)
    return engine


def skipping_locked_titles(index: type[Any]) -> type[Any]:
    """Return an index that leaves the titles of a page to whoever is saving it."""

    class SkippingLocked(index):
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

    return SkippingLocked


def without_quotes(search: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(search)
    def search_words(query: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(query, str):
            query = query.replace('"', " ").strip() or MATCH_NONE
        return search(query, *args, **kwargs)

    return search_words


def filtering_by_counts(compiler: type[Any]) -> type[Any]:
    """Return a compiler that filters by a count: the database needs no index of it."""

    class FilteringByCounts(compiler):
        def _get_filters_from_where_node(
            self, where_node: Any, check_only: bool = False
        ) -> Any:
            is_count = isinstance(getattr(where_node, "lhs", None), COUNTS)
            if check_only and is_count:
                return None
            return super()._get_filters_from_where_node(where_node, check_only)

    return FilteringByCounts
