"""Task forces and partner offices, found by words of their names."""

import re
from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from places.names import normalized
from regions.models import Office, Region

MOST_WORDS = 8  # of a query that are compared with names
MOST_OFFICES = 10  # with more, the reader is asked to be more specific
MOST_ROWS = 60  # one for each office and state, read in one database query
FEWEST_LETTERS = 3  # of at least one word


class OfficeMatch(NamedTuple):
    """States, each with the names of the task forces and offices that lead there."""

    states: dict[str, str]
    is_whole_name: bool = False
    is_too_many: bool = False  # then `states` is empty


def offices_named(query: str, known: Collection[str]) -> OfficeMatch:
    """
    Return the known states that offices of this name cover.

    Only what fits is read, never the whole list.
    """
    words = re.findall(r"[^\W_]+", query)[:MOST_WORDS]
    if not any(len(word) >= FEWEST_LETTERS for word in words):
        return OfficeMatch({})
    rows = [
        row
        for offices in (Region.objects.published(), Office.objects.published())
        for row in named_rows(offices, words)
    ]
    whole = [row for row in rows if normalized(row[0]) == normalized(query)]
    if not whole and len({row[0] for row in rows}) > MOST_OFFICES:
        return OfficeMatch({}, is_too_many=True)
    names: dict[str, dict[str, None]] = {}
    for name, based_in, covers in whole or rows:
        code = covers or based_in or ""
        if code in known:
            names.setdefault(code, {})[name] = None
    states = {code: ", ".join(each) for code, each in names.items()}
    return OfficeMatch(states, is_whole_name=bool(whole))


def named_rows(
    offices: QuerySet[Any], words: list[str]
) -> list[tuple[str, str | None, str | None]]:
    """
    Read those that have all the words in their names, one row for each coverage.

    A row is a name, and the codes of the state it is based in and of one it covers.
    """
    fits = Q()
    for word in words:  # must begin a word of the name; Django escapes % and _
        fits &= Q(name__icontains=word)  # first, as it rules out most names
        fits &= (
            Q(name__istartswith=word)
            | Q(name__icontains=f" {word}")
            | Q(name__icontains=f"-{word}")
        )
    return list(
        # Shortest first: an exact match is never longer than other matches.
        offices.filter(fits)
        .order_by(Length("name"), "name")
        .values_list("name", "state__code", "coverages__jurisdiction__code")[:MOST_ROWS]
    )
