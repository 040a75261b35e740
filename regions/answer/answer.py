"""
What the directory answers for one place: the one record behind every output.

The page, the printed card, CSV, JSON and vCard are all written from a
`DirectoryAnswer`, so that none can say something else.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext

from agencies.models import AgencyPage
from places.geography import Coordinates, miles
from regions.models import (
    Audience,
    ChannelAudience,
    ChannelKind,
    ContactChannel,
    Coverage,
    Jurisdiction,
    NationalLine,
    Office,
    OfficeCoverage,
    Region,
    RegionCoverage,
    Trust,
)


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
    distance: float | None = None  # miles, in a straight line

    @property
    def covers(self) -> bool:
        """Return whether it is a task force whose published area includes the place."""
        return isinstance(self.owner, Region) and self.owner.covers(self.coverage)

    def trust(self, day: datetime.date) -> str:
        """How far its best contact may be trusted, or `not_published`."""
        return highest_trust(channel.trust(day) for channel in self.channels)

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


@dataclass(frozen=True)
class DirectoryAnswer:
    """Everything the directory knows about the contact for one jurisdiction."""

    jurisdiction: Jurisdiction
    day: datetime.date
    asker: Asker = Asker.LAW_ENFORCEMENT
    regions: list[DirectoryEntry] = field(default_factory=list)
    offices: list[DirectoryEntry] = field(default_factory=list)
    lines: list[NationalLine] = field(default_factory=list)
    # Agencies for which sources name offices elsewhere, but none here.
    agencies_without: list[AgencyPage] = field(default_factory=list)

    @property
    def covering(self) -> list[DirectoryEntry]:
        """The task forces whose published area includes the place, or part of it."""
        return [entry for entry in self.regions if entry.covers]

    @property
    def named(self) -> list[DirectoryEntry]:
        """What is linked to the place without being known to cover it."""
        return [entry for entry in self.regions if not entry.covers]

    @property
    def status(self) -> str:
        """How far the best regional contact may be trusted, or `not_published`."""
        return highest_trust(
            channel.trust(self.day)
            for entry in self.covering
            for channel in entry.channels
        )

    @property
    def is_for_part(self) -> bool:
        """Return whether that contact is published for only part of the place."""
        parts = [
            entry.coverage.part
            for entry in self.covering
            if entry.coverage and entry.trust(self.day) == self.status
        ]
        return bool(parts) and all(parts)

    @property
    def has_reached(self) -> list[DirectoryEntry]:
        """The task forces that have a contact, which are listed first."""
        return [entry for entry in self.regions if entry.channels]

    @property
    def is_by_distance(self) -> bool:
        return any(entry.distance is not None for entry in self.offices)

    @property
    def has_unreachable_office(self) -> bool:
        return any(not entry.channels for entry in self.offices)

    @property
    def on_cards(self) -> list[DirectoryEntry]:
        """Those that an address book can use."""
        return [
            entry
            for entry in [*self.regions, *self.offices]
            if any(
                channel.href and channel.kind != ChannelKind.WEB
                for channel in entry.channels
            )
        ]


def answer_for(
    place: Jurisdiction,
    day: datetime.date | None = None,
    asker: Asker = Asker.LAW_ENFORCEMENT,
    origin: Coordinates | None = None,
) -> DirectoryAnswer:
    """Gather the answer, in a fixed number of queries."""
    regions = coverages_of(place, RegionCoverage, "parent").order_by(
        "region__type", "region__name", "region__slug", "sort_order"
    )
    based_here = (
        Region.objects.published()
        .filter(state=place)
        .exclude(coverages__jurisdiction=place)
        .select_related("state", "parent")
        .prefetch_related(published_channels("channels"))
    )
    offices = [
        directory_entry(each.office, asker, each, origin)
        for each in coverages_of(place, OfficeCoverage, "agency").order_by(
            "office__agency__roster_order", "office__name", "sort_order"
        )
    ]
    if origin:
        offices.sort(key=lambda each: (each.distance is None, each.distance))
    present = {each.owner.agency_id for each in offices}
    elsewhere = AgencyPage.objects.live().filter(offices__live=True).distinct()
    return DirectoryAnswer(
        jurisdiction=place,
        day=day or localdate(),
        asker=asker,
        regions=[
            *(directory_entry(each.region, asker, each) for each in regions),
            *(directory_entry(each, asker) for each in based_here),
        ],
        offices=offices,
        lines=national_lines(),
        agencies_without=[
            agency
            for agency in elsewhere.order_by("roster_order")
            if agency.pk not in present and not place.is_military
        ],
    )


def published_channels(path: str) -> Any:
    return Prefetch(path, ContactChannel.objects.published())


def coverages_of(
    place: Jurisdiction, model: type[Coverage], *related: str
) -> QuerySet[Any]:
    """Return who covers a place, with everything an answer shows about them."""
    owner = model.owned_by
    return (
        model._default_manager.filter(jurisdiction=place, **{f"{owner}__live": True})
        .select_related(
            "jurisdiction",
            "source",
            *(f"{owner}__{each}" for each in ("source", "state", *related)),
        )
        .prefetch_related(published_channels(f"{owner}__channels"))
    )


def national_lines() -> list[NationalLine]:
    """Return the lines that stand on every card."""
    return list(
        NationalLine.objects.published().filter(
            audience__in=[Audience.EMERGENCY, Audience.REPORT]
        )
    )


def directory_entry(
    owner: Region | Office,
    asker: Asker = Asker.LAW_ENFORCEMENT,
    coverage: Coverage | None = None,
    origin: Coordinates | None = None,
    channels: Iterable[ContactChannel] | None = None,
) -> DirectoryEntry:
    """Put the contacts for this kind of visitor first."""
    known = owner.channels.all() if channels is None else channels
    # A stable sort keeps the editors' order within each audience.
    first = ChannelAudience[asker.name]
    ordered = sorted(known, key=lambda each: each.audience != first)
    at = owner.coordinates if isinstance(owner, Office) else None
    distance = miles(origin, at) if origin and at else None
    return DirectoryEntry(owner, ordered, coverage, distance)
