"""
What the directory answers for one place: the one record behind every output.

The page, the printed card, CSV, JSON and vCard are all written from a
`DirectoryAnswer`, so that none can say something else.
"""

import datetime
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localdate

from agencies.models import AgencyPage
from regions.answer.calling import ANYWHERE, CallOrder, FirstContact, Nearby
from regions.answer.entries import (
    Asker,
    DirectoryEntry,
    directory_entry,
    highest_trust,
)
from regions.models import (
    Audience,
    ContactChannel,
    Coverage,
    Jurisdiction,
    NationalLine,
    Office,
    OfficeCoverage,
    Region,
    RegionCoverage,
)


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
    # Offices that do not cover the place, but that the reader is near or asked for.
    others: list[DirectoryEntry] = field(default_factory=list)
    nearby: Nearby = ANYWHERE

    @cached_property
    def order(self) -> CallOrder:
        known = {each.owner.slug: each for each in [*self.others, *self.offices]}
        return CallOrder(
            self.day,
            self.asker,
            known.get(self.nearby.near),
            known.get(self.nearby.nearer),
            self.nearby.is_named,
        )

    @cached_property
    def contacts(self) -> list[DirectoryEntry]:
        """Return who has a contact, whom to call first at the start."""
        return self.order.contacts(self.regions, self.offices)

    @cached_property
    def first(self) -> FirstContact | None:
        """Return whom to call now."""
        return self.order.first(self.contacts, self.lines)

    @property
    def more_contacts(self) -> list[DirectoryEntry]:
        first = self.first and self.first.entry
        return [each for each in self.contacts if each is not first]

    @property
    def more_lines(self) -> list[NationalLine]:
        first = self.first and self.first.way
        return [each for each in self.lines if each is not first]

    @property
    def without_contact(self) -> list[DirectoryEntry]:
        return [each for each in self.offices if not each.channels]

    @property
    def agency_without_contact(self) -> str:
        """Return the agency of all offices without a contact, if it is one."""
        names = {each.owner.agency.acronym for each in self.without_contact}
        return names.pop() if len(names) == 1 else ""

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
    def without_reach(self) -> list[DirectoryEntry]:
        """The task forces that have no contact."""
        return [entry for entry in self.regions if not entry.channels]

    @property
    def on_cards(self) -> list[DirectoryEntry]:
        """Return those that an address book can use, each once, in the same order."""
        found = {each.vcard_url: each for each in self.contacts if each.vcard_url}
        return list(found.values())


def answer_for(
    place: Jurisdiction,
    day: datetime.date | None = None,
    asker: Asker = Asker.LAW_ENFORCEMENT,
    nearby: Nearby = ANYWHERE,
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
        directory_entry(each.office, asker, each)
        for each in coverages_of(place, OfficeCoverage, "agency").order_by(
            "office__agency__roster_order", "office__name", "sort_order"
        )
    ]
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
        others=other_offices({nearby.near, nearby.nearer}, offices, asker),
        nearby=nearby,
    )


def other_offices(
    slugs: set[str], known: list[DirectoryEntry], asker: Asker
) -> list[DirectoryEntry]:
    """Return the offices of those slugs that are not known yet."""
    missing = slugs - {each.owner.slug for each in known} - {""}
    found = (
        Office.objects.published()
        .filter(slug__in=missing)
        .select_related("state", "agency")
        .prefetch_related(published_channels("channels"))
    )
    return [directory_entry(each, asker) for each in found] if missing else []


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
