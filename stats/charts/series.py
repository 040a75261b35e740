"""Values that superseded one another: who said what, in order, and since when."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from stats.charts.values import countable


@dataclass(frozen=True)
class Series:
    """One value and all that superseded it, from the first to the newest."""

    letter: str
    style: int
    rows: list[Any]

    @property
    def source(self) -> Any:
        return self.rows[-1].source

    @property
    def drawn(self) -> list[Any]:
        return [row for row in self.rows if has_height(row)]


def chains(rows: list[Any]) -> list[list[Any]]:
    """Put each value after the one it superseded; chains in source order."""
    known = {row.pk for row in rows}
    followers = {row.supersedes_id: row for row in rows if row.supersedes_id in known}
    found = []
    for row in rows:
        if row.supersedes_id in known:
            continue
        chain = [row]
        while follower := followers.get(chain[-1].pk):
            chain.append(follower)
        found.append(chain)
    return sorted(found, key=lambda chain: (chain[-1].source.number, chain[0].pk))


def is_withdrawal(row: Any) -> bool:
    return row.change_kind == "withdrawal"


def has_height(row: Any) -> bool:
    return countable(row.number) is not None and not is_withdrawal(row)


def is_wrong(series: Series, row: Any) -> bool:
    """Return whether this site had the value wrong: the next one says so."""
    return any(
        earlier is row and later.change_kind == "correction"
        for earlier, later in pairwise(series.rows)
    )


def can_use_as_of(found: list[list[Any]]) -> bool:
    """Return whether all values state their day, in order, and not all the same one."""
    days = [[row.as_of for row in chain] for chain in found]
    stated = [day for chain in days for day in chain]
    if not all(stated) or len(set(stated)) < 2:
        return False
    return all(chain == sorted(chain) for chain in days)


def day_of(row: Any, *, is_as_of: bool) -> Any:
    return row.as_of if is_as_of else row.published_date


def moment_of(row: Any, *, is_as_of: bool) -> float:
    """Return a time in days; values published on the same day stay apart."""
    if is_as_of:
        return float(row.as_of.toordinal())
    return float(row.first_published_at.timestamp() / 86400)
