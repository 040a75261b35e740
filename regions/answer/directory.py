"""The whole directory at once, behind its downloads."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from regions.answer.answer import national_lines, published_channels
from regions.answer.entries import DirectoryEntry, directory_entry, highest_trust
from regions.models import (
    Jurisdiction,
    NationalLine,
    Office,
    OfficeCoverage,
    Region,
    RegionCoverage,
    Trust,
)


@dataclass(frozen=True)
class Directory:
    """All published task forces, partner offices and lines, each once."""

    jurisdictions: list[Jurisdiction]
    regions: list[DirectoryEntry]
    offices: list[DirectoryEntry]
    lines: list[NationalLine]

    def statuses(self, day: datetime.date) -> dict[int, str]:
        """Return the status of each jurisdiction, by its primary key."""
        found: dict[int, set[Trust]] = defaultdict(set)
        for entry in self.regions:
            told = {channel.trust(day) for channel in entry.channels}
            for coverage in entry.owner.coverages.all():
                if entry.owner.covers(coverage):
                    found[coverage.jurisdiction_id] |= told
        places = (place.pk for place in self.jurisdictions)
        return {pk: highest_trust(found[pk]) for pk in places}


def whole_directory() -> Directory:
    """Gather everything, in a fixed number of queries."""

    def entries(model: Any, coverage: Any, *related: str) -> list[DirectoryEntry]:
        covers = coverage.objects.select_related("source", "jurisdiction")
        owners = model.objects.published().select_related("state", *related)
        return [
            directory_entry(owner)
            for owner in owners.prefetch_related(
                published_channels("channels"), Prefetch("coverages", covers)
            )
        ]

    offices = entries(Office, OfficeCoverage, "agency")
    return Directory(
        jurisdictions=list(Jurisdiction.objects.in_use()),
        regions=entries(Region, RegionCoverage),
        # A stable sort keeps the offices of an agency in order of their names.
        offices=sorted(offices, key=lambda entry: entry.owner.agency.roster_order),
        lines=national_lines(),
    )
