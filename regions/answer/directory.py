"""The whole directory at once, behind its downloads."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from regions.answer.answer import LINES, Asker, Entry, best, entry
from regions.models.channel import ContactChannel
from regions.models.coverage import Coverage
from regions.models.jurisdiction import Jurisdiction
from regions.models.line import NationalLine
from regions.models.office import Office, OfficeCoverage
from regions.models.region import Region, RegionCoverage
from regions.models.verifiable import Trust


@dataclass(frozen=True)
class Directory:
    """All published task forces, partner offices and lines, each once."""

    jurisdictions: list[Jurisdiction]
    regions: list[Entry]
    offices: list[Entry]
    lines: list[NationalLine]
    covered: dict[tuple[str, int], list[Coverage]]


def whole_directory() -> Directory:
    """Gather everything, in a fixed number of queries."""
    channels = Prefetch(
        "channels", ContactChannel.objects.published().select_related("source")
    )

    def coverages(model: Any) -> Any:
        return Prefetch(
            "coverages", model.objects.select_related("source", "jurisdiction")
        )

    regions = (
        Region.objects.published()
        .select_related("source", "state")
        .prefetch_related(channels, coverages(RegionCoverage))
    )
    offices = (
        Office.objects.published()
        .select_related("source", "state", "agency")
        .prefetch_related(channels, coverages(OfficeCoverage))
        .order_by("agency__roster_order", "name")
    )
    covered: dict[tuple[str, int], list[Coverage]] = defaultdict(list)
    for owner in [*regions, *offices]:
        for each in owner.coverages.all():
            covered[type(owner).__name__, owner.pk].append(each)
    asker = Asker.LAW_ENFORCEMENT
    return Directory(
        jurisdictions=list(Jurisdiction.objects.in_use()),
        regions=[entry(each, asker) for each in regions],
        offices=[entry(each, asker) for each in offices],
        lines=list(
            NationalLine.objects.published()
            .filter(audience__in=LINES)
            .select_related("source")
        ),
        covered=covered,
    )


def statuses(directory: Directory, day: datetime.date) -> dict[int, str]:
    """Give the status of each jurisdiction, by its number."""
    found: dict[int, set[Trust]] = defaultdict(set)
    for each in directory.regions:
        told = {channel.trust(day) for channel in each.channels}
        for coverage in directory.covered["Region", each.owner.pk]:
            if each.owner.covers(coverage):
                found[coverage.jurisdiction_id] |= told
    return {place.pk: best(found[place.pk]) for place in directory.jurisdictions}
