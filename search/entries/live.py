"""
The live check: which entries the database still calls public, in one statement.

The rules are querysets. Django takes longer to turn them into SQL than the database to
answer, so that is done once in each process, with room for any primary keys.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Page, PageViewRestriction

from search.entries.downloads import Downloads, shows
from search.entries.entry import EntryKind
from search.entries.entry_source import Seen, in_parts, numbers_in
from search.entries.everything import SOURCES
from search.entries.tree import lasting, root

SEEN: dict[EntryKind, Seen] = {
    kind: seen for source in SOURCES for kind, seen in source.seen.items()
}
# In a statement; kinds with the same rule are asked for at once.
NAMES: dict[Seen, str] = {seen: kind for kind, seen in SEEN.items()}
# The types of the pages that show everything else.
SHOWING = frozenset(seen.on for seen in SEEN.values() if seen.on) | shows()
# As many keys as a statement has room for, and what stands there before.
ROOM = 25
NO_KEYS = tuple(range(-1, -1 - ROOM, -1))
SHOWS, PRIVATE = "shows", "private"

Row = tuple[str, int, str]


def visible(keys: Collection[str]) -> set[str]:
    """Return which of these keys everybody may see now."""
    asked: dict[EntryKind, list[str]] = defaultdict(list)
    for key in keys:
        asked[EntryKind(key.partition(":")[0])].append(key)
    of_rows: dict[Seen, dict[int, str]] = defaultdict(dict)
    for kind in SEEN.keys() & asked.keys():
        of_rows[SEEN[kind]] |= numbers_in(asked[kind])
    rows = list(open_rows(found(of_rows)))
    types = {key for name, key, _path in rows if name == SHOWS}
    shown = {model for model, key in content_types().items() if key in types}
    seen = {
        known[key]
        for rule, known in of_rows.items()
        for name, key, _path in rows
        if name == NAMES[rule] and is_shown(rule, key, shown)
    }
    files = (key for kind in Downloads.kinds for key in asked[kind])
    return seen | {key for key in files if Downloads.is_seen(key, shown)}


def is_shown(seen: Seen, key: int, shown: Collection[type[Page]]) -> bool:
    if seen.among and key not in seen.among():
        return False
    return seen.on is None or seen.on in shown


def open_rows(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield those whose page is in the site's tree, and not private."""
    top, told = root(), list(rows)
    private = tuple(path for name, _key, path in told if name == PRIVATE)
    for row in told:
        path = row[2]
        is_inside = top is not None and path.startswith(top.path)
        if not path or (is_inside and not path.startswith(private)):
            yield row


def found(asked: dict[Seen, dict[int, str]]) -> list[Row]:
    """Return the rows that are live, the pages that show others, and private pages."""
    parts, parameters = [], []
    sql, given = pages_besides(connection.vendor)
    parts.append(sql)
    parameters += given
    for seen, keys in asked.items():
        sql, given = live_rows(seen, connection.vendor)
        for some in in_parts(keys, ROOM):
            room = dict(zip(NO_KEYS, some, strict=False))
            parts.append(sql)
            parameters += [
                room.get(each, each) if isinstance(each, int) else each
                for each in given
            ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        return list(cursor.fetchall())


@cache
def live_rows(seen: Seen, vendor: str) -> tuple[str, list[Any]]:
    """Return the SQL for rows of a rule, and its parameters with `NO_KEYS`."""
    columns = ("pk",) if seen.on else ("pk", "path")
    rows = seen.rows().order_by().filter(pk__in=NO_KEYS).values(*columns)
    return selected(NAMES[seen], rows, path="''" if seen.on else "path")


@cache
def pages_besides(vendor: str) -> tuple[str, list[Any]]:
    """
    Return the SQL for the live pages that show something else, and for private ones.

    Privacy must take effect at once, even if the notice of the change does not arrive.
    """
    pages = lasting(Page.objects.filter(content_type__in=content_types().values()))
    showing, given = selected(
        SHOWS,
        pages.order_by().values("content_type_id", "path"),
        pk="content_type_id",
    )
    private, more = selected(
        PRIVATE,
        PageViewRestriction.objects.order_by().values("page_id", "page__path"),
        pk="page_id",
        path="page__path",
    )
    return f"{showing} UNION ALL {private}", [*given, *more]


def selected(
    kind: str, rows: Any, pk: str = "pk", path: str = "path"
) -> tuple[str, list[Any]]:
    sql, parameters = rows.query.sql_with_params()
    # Nothing that anybody sends is part of it.
    selecting = f"SELECT '{kind}', {pk}, {path} FROM ({sql}) found"  # noqa: S608 - our SQL
    return selecting, list(parameters)


@cache
def content_types() -> dict[type[Page], int]:
    found = ContentType.objects.get_for_models(*SHOWING)
    return {model: each.pk for model, each in found.items() if issubclass(model, Page)}
