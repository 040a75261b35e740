"""Whom to call: which contact comes first, and in which order the others follow."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from places.geography import miles
from regions.answer.entries import TRUST_LEVELS, Asker, DirectoryEntry
from regions.models import Audience, ContactChannel, NationalLine, Trust

OVERDUE = TRUST_LEVELS.index(Trust.STALE)
UNREACHABLE = OVERDUE + 1  # for example, it has only a number for text messages


@dataclass(frozen=True)
class Nearby:
    """
    What a look-up found out about where the reader is: slugs of offices.

    They change the order of an answer, never its content; an unknown one nothing.
    """

    near: str = ""  # the office of these surroundings, or one asked for by its name
    nearer: str = ""  # one that is nearer still, but covers another area
    is_named: bool = False  # whether the reader asked for `near` by its name


ANYWHERE = Nearby()


@dataclass(frozen=True)
class FirstContact:
    """Whom to call now, and how. Without an entry, it is a national line."""

    owner: Any
    way: ContactChannel | NationalLine
    entry: DirectoryEntry | None = None


@dataclass(frozen=True)
class CallOrder:
    """The order in which to call, for one kind of visitor; see `Nearby`."""

    day: datetime.date
    asker: Asker
    near: DirectoryEntry | None = None
    nearer: DirectoryEntry | None = None
    is_named: bool = False

    @property
    def query(self) -> str:
        """Return the query of the address at which this order stands."""
        known = {
            "office" if self.is_named else "near": self.near,
            "nearer": self.nearer,
        }
        return urlencode(
            {name: each.owner.slug for name, each in known.items() if each}
        )

    @property
    def named_in_vain(self) -> DirectoryEntry | None:
        """Return the office that the reader asked for, if it cannot be called."""
        near = self.near if self.is_named else None
        return near if near and near.way(self.day) is None else None

    def level(self, entry: DirectoryEntry) -> int:
        way = entry.way(self.day)
        return TRUST_LEVELS.index(way.trust(self.day)) if way else UNREACHABLE

    def contacts(
        self, regions: list[DirectoryEntry], offices: list[DirectoryEntry]
    ) -> list[DirectoryEntry]:
        """
        Return who has a contact, each once, whom to call first at the start.

        That a task force covers a part of the place says little about where a reader
        near an office is, so that office comes first.
        """
        covering = sorted(
            (each for each in regions if each.covers),
            key=lambda each: (self.level(each), each.is_for_part),
        )
        near = [self.near] if self.near else []
        named = near if self.is_named else []
        ordered = [
            *named,
            *(each for each in covering if not (near and each.is_for_part)),
            *near,
            *covering,
            *self.offices(offices),
            *(each for each in regions if not each.covers),
        ]
        reached = unique(each for each in ordered if each.channels)
        # A stable sort: what is overdue comes last, except what was asked for.
        return sorted(
            reached,
            key=lambda each: each not in named and max(self.level(each), OVERDUE - 1),
        )

    def offices(self, offices: list[DirectoryEntry]) -> list[DirectoryEntry]:
        """Return one of each agency, then the nearer one elsewhere, then the rest."""
        ordered = sorted(offices, key=self.office_rank)
        here = {self.near.owner.agency_id} if self.near else set()
        one_each = {
            each.owner.agency_id: each
            for each in reversed(ordered)
            if each.owner.agency_id not in here
        }
        nearer = [self.nearer] if self.nearer else []
        return [
            *(each for each in ordered if each in one_each.values()),
            *nearer,
            *ordered,
        ]

    def office_rank(self, entry: DirectoryEntry) -> Any:
        """Order by distance where it is known from where, else by trust."""
        level = self.level(entry)
        origin = self.near.owner.coordinates if self.near else None
        if origin is None:
            return level, entry.is_inferred, entry.is_for_part
        at = entry.owner.coordinates
        far = miles(origin, at) if at else float("inf")
        return level >= OVERDUE, entry.is_inferred, far

    def first(
        self, contacts: list[DirectoryEntry], lines: list[NationalLine]
    ) -> FirstContact | None:
        """Return whom to call now; for the public, a line that takes tips."""
        found = [self.first_line(lines), self.first_entry(contacts)]
        if self.asker == Asker.LAW_ENFORCEMENT:
            found.reverse()
        return next(filter(None, found), None)

    def first_entry(self, contacts: list[DirectoryEntry]) -> FirstContact | None:
        """Pass over what is not known to cover the place, unless it was named."""
        for entry in contacts:
            way = entry.way(self.day)
            covers = entry.covers or (entry.is_office and entry is not self.nearer)
            if way and covers:
                return FirstContact(entry.owner, way, entry)
        return None

    def first_line(self, lines: list[NationalLine]) -> FirstContact | None:
        def rank(line: NationalLine) -> Any:
            level = TRUST_LEVELS.index(line.trust(self.day))
            return (
                level >= OVERDUE,
                line.audience != Audience.REPORT,
                not line.call_link,
            )

        line = min(lines, key=rank, default=None)
        return FirstContact(line, line) if line else None


def unique(entries: Iterable[DirectoryEntry]) -> list[DirectoryEntry]:
    return list({id(each): each for each in entries}.values())
