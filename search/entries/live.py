"""
The live check: which entries the database still calls public, in one statement.

The rules are querysets. Django takes longer to turn them into SQL than the database to
answer, so that is done once in each process, with room for any primary keys.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Page

from core.models.public import restrictions
from search.entries.downloads import Downloads, shows
from search.entries.entry import EntryKind
from search.entries.entry_source import Seen, in_parts, numbers_in
from search.entries.everything import SOURCES
from search.entries.tree import lasting, root

SEEN: dict[EntryKind, Seen] = {
    kind: seen for source in SOURCES for kind, seen in source.seen.items()
}
# The types of the pages that show everything else.
SHOWING = frozenset(seen.on for seen in SEEN.values() if seen.on) | shows()
# As many keys as a statement has room for, and what stands there before.
ROOM = 25
NO_KEYS = tuple(range(-1, -1 - ROOM, -1))
SHOWS = "shows"

Row = tuple[str, int, str]


def visible(keys: Collection[str]) -> set[str]:
    """Return which of these keys everybody may see now."""
    asked: dict[EntryKind, list[str]] = defaultdict(list)
    for key in keys:
        asked[EntryKind(key.partition(":")[0])].append(key)
    is_open = openness()
    rows = [row for row in found(asked) if is_open(row[2])]
    types = {key for kind, key, _path in rows if kind == SHOWS}
    shown = {model for model, key in content_types().items() if key in types}
    seen = {
        f"{kind}:{key}"
        for kind, key, _path in rows
        if kind != SHOWS and is_shown(SEEN[EntryKind(kind)], key, shown)
    }
    files = (key for kind in Downloads.kinds for key in asked[kind])
    return seen | {key for key in files if Downloads.is_seen(key, shown)}


def is_shown(seen: Seen, key: int, shown: Collection[type[Page]]) -> bool:
    if seen.among and key not in seen.among():
        return False
    return seen.on is None or seen.on in shown


def openness() -> Callable[[str], bool]:
    """Return a test whether a page is in the site's tree, and not private."""
    top = root()
    private = tuple(each.page.path for each in restrictions())

    def is_open(path: str) -> bool:
        is_inside = top is not None and path.startswith(top.path)
        return not path or (is_inside and not path.startswith(private))

    return is_open


def found(asked: dict[EntryKind, list[str]]) -> Iterator[Row]:
    """Yield the rows that are live, and the pages that show others."""
    parts, parameters = [], []
    sql, given = showing_pages(connection.vendor)
    parts.append(sql)
    parameters += given
    for kind in SEEN.keys() & asked.keys():
        sql, given = live_rows(kind, connection.vendor)
        for some in in_parts(numbers_in(asked[kind]), ROOM):
            room = dict(zip(NO_KEYS, some, strict=False))
            parts.append(sql)
            parameters += [
                room.get(each, each) if isinstance(each, int) else each
                for each in given
            ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        yield from cursor.fetchall()


@cache
def live_rows(kind: EntryKind, vendor: str) -> tuple[str, list[Any]]:
    """Return the SQL for rows of a kind, and its parameters with `NO_KEYS`."""
    seen = SEEN[kind]
    columns = ("pk",) if seen.on else ("pk", "path")
    rows = seen.rows().order_by().filter(pk__in=NO_KEYS).values(*columns)
    return selected(kind, rows, path="''" if seen.on else "path")


@cache
def showing_pages(vendor: str) -> tuple[str, list[Any]]:
    """Return the SQL for the live pages that show something else, by their type."""
    pages = lasting(Page.objects.filter(content_type__in=content_types().values()))
    return selected(
        SHOWS,
        pages.order_by().values("content_type_id", "path"),
        pk="content_type_id",
    )


def selected(
    kind: str, rows: Any, pk: str = "pk", path: str = "path"
) -> tuple[str, list[Any]]:
    sql, parameters = rows.query.sql_with_params()
    # Nothing that anybody sends is part of it.
    selecting = f"SELECT '{kind}', {pk}, {path} FROM ({sql}) found"  # noqa: S608
    return selecting, list(parameters)


@cache
def content_types() -> dict[type[Page], int]:
    found = ContentType.objects.get_for_models(*SHOWING)
    return {model: each.pk for model, each in found.items() if issubclass(model, Page)}
