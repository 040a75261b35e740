"""
What the directory answers for one place: the one record behind every output.

The page, the printed card, CSV, JSON and vCard are all written from an `Answer`, so
that none can say something else.
"""

import datetime
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Prefetch
from django.utils.translation import gettext

from agencies.models import AgencyPage
from regions.finder.zip_codes import Position, miles
from regions.models.channel import ChannelAudience, ContactChannel
from regions.models.coverage import Coverage
from regions.models.jurisdiction import Jurisdiction
from regions.models.line import Audience, NationalLine
from regions.models.office import Office, OfficeCoverage
from regions.models.region import Region, RegionCoverage
from regions.models.verifiable import Trust, today

LINES = [Audience.EMERGENCY, Audience.REPORT]
NOT_PUBLISHED = "not_published"


class Asker(StrEnum):
    """Who asks. It changes the order of the answer, never what is in it."""

    LAW_ENFORCEMENT = "law-enforcement"
    PUBLIC = "public"


FOR: dict[Asker, str] = {
    Asker.LAW_ENFORCEMENT: ChannelAudience.LAW_ENFORCEMENT,
    Asker.PUBLIC: ChannelAudience.PUBLIC,
}


def best(found: Iterable[Trust]) -> str:
    """Give the highest trust of those, or `not_published` if there is none."""
    known = set(found)
    order = (Trust.VERIFIED, Trust.UNVERIFIED, Trust.STALE)
    return next((str(each) for each in order if each in known), NOT_PUBLISHED)


@dataclass(frozen=True)
class Entry:
    """A task force or an office, what it covers here, and how to reach it."""

    owner: Any
    channels: list[ContactChannel]
    coverage: Coverage | None = None
    distance: float | None = None  # miles, in a straight line

    @property
    def covers(self) -> bool:
        """Whether it is a task force whose published area includes the place."""
        return isinstance(self.owner, Region) and self.owner.covers(self.coverage)

    def trust(self, day: datetime.date) -> str:
        """How far its best contact may be trusted, or `not_published`."""
        return best(channel.trust(day) for channel in self.channels)

    @property
    def area(self) -> str:
        """Say what is known of a task force's area; empty if it is the whole place."""
        owner, coverage = self.owner, self.coverage
        if coverage and coverage.is_inferred:
            words = gettext("its source does not state the area; we inferred %(part)s")
            return words % {"part": coverage.part or coverage.jurisdiction}
        if coverage:
            return coverage.part
        if owner.coverage:
            words = gettext("its source gives its area as “%(area)s”")
            return words % {"area": owner.coverage}
        if owner.city:
            words = gettext(
                "located in %(city)s; its source does not state the area it covers"
            )
            return words % {"city": owner.city}
        return gettext("its source does not state the area it covers")


@dataclass(frozen=True)
class Answer:
    """All that the directory knows about the contact for one jurisdiction."""

    jurisdiction: Jurisdiction
    day: datetime.date
    asker: Asker = Asker.LAW_ENFORCEMENT
    regions: list[Entry] = field(default_factory=list)
    offices: list[Entry] = field(default_factory=list)
    lines: list[NationalLine] = field(default_factory=list)
    # Agencies with offices elsewhere, for which no source names one here.
    agencies_without: list[AgencyPage] = field(default_factory=list)

    @property
    def covering(self) -> list[Entry]:
        """The task forces whose published area includes the place, or part of it."""
        return [entry for entry in self.regions if entry.covers]

    @property
    def named(self) -> list[Entry]:
        """What our sources name here without saying that it covers the place."""
        return [entry for entry in self.regions if not entry.covers]

    @property
    def status(self) -> str:
        """How far the best regional contact may be trusted, or `not_published`."""
        return best(
            channel.trust(self.day)
            for entry in self.covering
            for channel in entry.channels
        )

    @property
    def is_for_part(self) -> bool:
        """Whether that contact is published for a part of the place only."""
        parts = [
            entry.coverage.part
            for entry in self.covering
            if entry.coverage and entry.trust(self.day) == self.status
        ]
        return bool(parts) and all(parts)

    @property
    def has_reached(self) -> list[Entry]:
        """The task forces that have a contact; they stand first."""
        return [entry for entry in self.regions if entry.channels]

    @property
    def is_for_public(self) -> bool:
        return self.asker is Asker.PUBLIC

    @property
    def is_by_distance(self) -> bool:
        return any(entry.distance is not None for entry in self.offices)

    @property
    def has_vcard(self) -> bool:
        return any(
            channel.is_on_a_card
            for entry in [*self.regions, *self.offices]
            for channel in entry.channels
        )


def answer_for(
    jurisdiction: Jurisdiction,
    day: datetime.date | None = None,
    asker: Asker = Asker.LAW_ENFORCEMENT,
    position: Position | None = None,
) -> Answer:
    """Gather the answer. The number of queries depends on nothing."""
    channels = Prefetch(
        "channels", ContactChannel.objects.published().select_related("source")
    )
    region_coverages = (
        RegionCoverage.objects.filter(jurisdiction=jurisdiction, region__live=True)
        .select_related(
            "jurisdiction",
            "source",
            "region__source",
            "region__state",
            "region__parent",
        )
        .prefetch_related(Prefetch("region__channels", channels.queryset))
        .order_by("region__type", "region__name", "region__slug", "sort_order")
    )
    based_here = (
        Region.objects.published()
        .filter(state=jurisdiction)
        .exclude(coverages__jurisdiction=jurisdiction)
        .select_related("source", "state", "parent")
        .prefetch_related(channels)
    )
    office_coverages = (
        OfficeCoverage.objects.filter(jurisdiction=jurisdiction, office__live=True)
        .select_related(
            "jurisdiction",
            "source",
            "office__source",
            "office__state",
            "office__agency",
        )
        .prefetch_related(Prefetch("office__channels", channels.queryset))
        .order_by("office__agency__roster_order", "office__name", "sort_order")
    )
    offices = [entry(each.office, asker, each, position) for each in office_coverages]
    if position:
        offices.sort(key=lambda each: (each.distance is None, each.distance))
    present = {each.owner.agency_id for each in offices}
    elsewhere = AgencyPage.objects.live().filter(offices__live=True).distinct()
    return Answer(
        jurisdiction=jurisdiction,
        day=day or today(),
        asker=asker,
        regions=[
            *(entry(each.region, asker, each) for each in region_coverages),
            *(entry(each, asker) for each in based_here),
        ],
        offices=offices,
        lines=list(
            NationalLine.objects.published()
            .filter(audience__in=LINES)
            .select_related("source")
        ),
        agencies_without=[
            agency
            for agency in elsewhere.order_by("roster_order")
            if agency.pk not in present and not jurisdiction.is_military
        ],
    )


def entry(
    owner: Region | Office,
    asker: Asker,
    coverage: Coverage | None = None,
    position: Position | None = None,
    channels: list[ContactChannel] | None = None,
) -> Entry:
    known = owner.channels.all() if channels is None else channels
    # Stable, so the editors' order stands within each audience.
    channels = sorted(known, key=lambda each: each.audience != FOR[asker])
    at = owner.position if isinstance(owner, Office) else None
    distance = miles(position, at) if position and at else None
    return Entry(owner, channels, coverage, distance)


def digest_of(content: Any) -> str:
    """Give a short mark of a content, to see whether two copies say the same."""
    text = json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True)
    mark = hashlib.sha256(text.encode()).hexdigest()
    return f"{mark[:4]}-{mark[4:8]}"
