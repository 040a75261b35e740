"""A task force or an office as an answer names it, with its contacts in order."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext

from regions.models import (
    ChannelAudience,
    ChannelKind,
    ContactChannel,
    Coverage,
    Office,
    Region,
    Trust,
)

# How somebody can be reached at once, the quickest way first.
CALLED = [ChannelKind.PHONE, ChannelKind.SHORT_CODE, ChannelKind.EMAIL, ChannelKind.WEB]
TRUST_LEVELS = list(Trust)


class Asker(StrEnum):
    """The kind of visitor. It changes the answer's order, never its content."""

    LAW_ENFORCEMENT = "law-enforcement"
    PUBLIC = "public"


def highest_trust(found: Iterable[Trust]) -> str:
    """Return the highest trust of those, or `not_published` if there is none."""
    known = set(found)
    return next((str(each) for each in Trust if each in known), "not_published")


@dataclass(frozen=True)
class DirectoryEntry:
    """A task force or an office, what it covers here, and how to reach it."""

    owner: Any
    channels: list[ContactChannel]
    coverage: Coverage | None = None

    @property
    def is_office(self) -> bool:
        return isinstance(self.owner, Office)

    @property
    def covers(self) -> bool:
        """Return whether it is a task force whose published area includes the place."""
        return isinstance(self.owner, Region) and self.owner.covers(self.coverage)

    @property
    def is_for_part(self) -> bool:
        return bool(self.coverage and self.coverage.part)

    @property
    def is_inferred(self) -> bool:
        return self.coverage is None or self.coverage.is_inferred

    def trust(self, day: datetime.date) -> str:
        """How far its best contact may be trusted, or `not_published`."""
        return highest_trust(channel.trust(day) for channel in self.channels)

    def way(self, day: datetime.date) -> ContactChannel | None:
        """Return how to reach it at once: the most trusted, for this visitor first."""
        ways = [each for each in self.channels if each.href and each.kind in CALLED]
        audience = self.channels[0].audience if self.channels else ""

        def rank(each: ContactChannel) -> Any:
            level = TRUST_LEVELS.index(each.trust(day))
            return (
                level,
                each.audience != audience,
                CALLED.index(ChannelKind(each.kind)),
            )

        return min(ways, key=rank, default=None)

    @property
    def vcard_url(self) -> str:
        """Return the address of its own card; empty if an address book has no use."""
        if not any(
            each.href and each.kind != ChannelKind.WEB for each in self.channels
        ):
            return ""
        folder = "offices" if self.is_office else "task-forces"
        return f"/regions/{folder}/{self.owner.slug}.vcf"

    @property
    def area(self) -> str:
        """Return what is known about its area; empty if it is the whole place."""
        owner, coverage = self.owner, self.coverage
        if coverage and coverage.is_inferred:
            return gettext("likely covers %(part)s; an inference, not confirmed") % {
                "part": coverage.part or coverage.jurisdiction
            }
        if coverage:
            return coverage.part
        if owner.coverage:
            return gettext("its area: “%(area)s”") % {"area": owner.coverage}
        if owner.city:
            return gettext("in %(city)s; its area has not been published") % {
                "city": owner.city
            }
        return gettext("its area has not been published")


def directory_entry(
    owner: Region | Office,
    asker: Asker = Asker.LAW_ENFORCEMENT,
    coverage: Coverage | None = None,
    channels: Iterable[ContactChannel] | None = None,
) -> DirectoryEntry:
    """Put the contacts for this kind of visitor first."""
    known = owner.channels.all() if channels is None else channels
    # A stable sort keeps the editors' order within each audience.
    first = ChannelAudience[asker.name]
    ordered = sorted(known, key=lambda each: each.audience != first)
    return DirectoryEntry(owner, ordered, coverage)
