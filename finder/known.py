"""
The directory as the finder knows it: small facts about all of it, in memory.

Read once for each generation of the content, in as many queries for five thousand
offices as for fifty. While the database is away, what was known last still answers.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from agencies.models import AgencyPage
from finder.sphere import Direction, direction
from finder.words import agency_names, name_key
from page_cache.request_cache import last_known
from places.geography import Coordinates
from places.names import county_key
from places.states import StateNames
from regions.models import (
    ContactChannel,
    Jurisdiction,
    Office,
    OfficeCoverage,
    Region,
    RegionCoverage,
)
from regions.models.coverage import Certainty

OFFICE_FIELDS = (
    "pk", "slug", "name", "agency_id", "city", "state_id", "latitude", "longitude"
)  # fmt: skip


class Covered(NamedTuple):
    """What is published of an area: a place, or some of its counties."""

    is_inferred: bool
    counties: frozenset[str] = frozenset()
    counties_are_all: bool = False

    def rank(self, county: str) -> int | None:
        """Return how surely it includes the county, 0 best; None if it does not."""
        if county and county in self.counties:
            return 0
        if county and self.counties and self.counties_are_all:
            return None
        return 2 if self.is_inferred else 1


@dataclass(frozen=True, slots=True)
class KnownPlace:
    code: str
    name: str
    slug: str
    is_retired: bool = False

    @property
    def url(self) -> str:
        return f"/regions/{self.slug}/"


@dataclass(frozen=True, slots=True)
class KnownAgency:
    acronym: str
    title: str


@dataclass(frozen=True, slots=True)
class KnownOffice:
    """
    `ends`: when the last of its contacts is due for a check; None without a date.

    `agency`: its key; `at`: where it is, from the center of the Earth.
    """

    slug: str
    name: str
    agency: int
    city: str
    state: str
    at: Direction | None = None
    is_reachable: bool = False
    ends: datetime.date | None = None
    covers: Mapping[str, tuple[Covered, ...]] | None = None

    def rank(self, state: str, county: str = "") -> int | None:
        """Return how surely it covers a county of a state; None if it does not."""
        areas = (self.covers or {}).get(state, ())
        ranks = [rank for area in areas if (rank := area.rank(county)) is not None]
        return min(ranks, default=None)

    def is_of(self, state: str) -> bool:
        """Return whether it covers a state, or is based there."""
        return self.state == state or state in (self.covers or {})

    def is_overdue(self, day: datetime.date) -> bool:
        return self.ends is not None and self.ends < day


@dataclass(frozen=True, slots=True)
class KnownForce:
    """A task force; `states`: what it covers, else where it is."""

    name: str
    city: str
    state: str
    states: tuple[str, ...]


@dataclass(frozen=True)
class KnownDirectory:
    """All that is published, offices in the order of their names."""

    places: dict[str, KnownPlace]
    offices: dict[str, KnownOffice]
    forces: list[KnownForce]
    agencies: dict[int, KnownAgency]
    # By place: on which day what was worked out of it; see `nearest.askable_of`.
    worked_out: dict[str, tuple[datetime.date, Any]] = field(default_factory=dict)

    @cached_property
    def in_use(self) -> dict[str, KnownPlace]:
        return {code: each for code, each in self.places.items() if not each.is_retired}

    @cached_property
    def states(self) -> StateNames:
        """Return what editors call the places in use, for the reader of texts."""
        return StateNames({code: each.name for code, each in self.in_use.items()})

    @cached_property
    def by_slug(self) -> dict[str, KnownPlace]:
        return {each.slug: each for each in self.places.values()}

    @cached_property
    def agency_names(self) -> dict[str, int]:
        """Map what agencies may be called to their keys."""
        return {
            name: key
            for key, each in reversed(self.agencies.items())
            for name in agency_names(each.acronym, each.title)
        }

    @cached_property
    def by_agency(self) -> dict[int, list[KnownOffice]]:
        found: dict[int, list[KnownOffice]] = defaultdict(list)
        for each in self.offices.values():
            found[each.agency].append(each)
        return dict(found)

    @cached_property
    def by_name(self) -> dict[tuple[str, ...], list[KnownOffice | KnownForce]]:
        """Map the words of each name to what is called so, task forces first."""
        found: dict[tuple[str, ...], list[KnownOffice | KnownForce]] = defaultdict(list)
        named: list[KnownOffice | KnownForce] = [*self.forces, *self.offices.values()]
        for each in named:
            found[name_key(each.name)].append(each)
        return dict(found)

    def offices_of(self, state: str, agency: int) -> list[KnownOffice]:
        """Return those of an agency that cover a state or are based there."""
        return [each for each in self.by_agency.get(agency, ()) if each.is_of(state)]


def known_directory() -> KnownDirectory:
    return last_known("known-directory", read_directory)


def read_directory() -> KnownDirectory:
    """Read it, in seven queries."""
    agencies = AgencyPage.objects.live().values_list("pk", "acronym", "title")
    return KnownDirectory(
        places={
            code: KnownPlace(code, name, slug, is_retired)
            for code, name, slug, is_retired in Jurisdiction.objects.values_list(
                "code", "name", "slug", "is_retired"
            )
        },
        offices=read_offices(),
        forces=read_forces(),
        agencies={key: KnownAgency(*names) for key, *names in agencies},
    )


def read_offices() -> dict[str, KnownOffice]:
    due = due_days(
        ContactChannel.objects.filter(live=True, office__live=True)
        .values_list("office_id", "review_due")
        .order_by()
    )
    areas: dict[int, dict[str, list[Covered]]] = defaultdict(lambda: defaultdict(list))
    rows = OfficeCoverage.objects.filter(office__live=True).values()
    codes = dict(Jurisdiction.objects.values_list("pk", "code"))
    for row in rows:
        areas[row["office_id"]][codes[row["jurisdiction_id"]]].append(covered(row))
    return {
        row["slug"]: KnownOffice(
            slug=row["slug"],
            name=row["name"],
            agency=row["agency_id"],
            city=row["city"],
            state=codes[row["state_id"]],
            at=position(row),
            is_reachable=row["pk"] in due,
            ends=due.get(row["pk"]),
            covers={code: tuple(each) for code, each in areas[row["pk"]].items()},
        )
        for row in Office.objects.filter(live=True)
        .order_by("name", "slug")
        .values(*OFFICE_FIELDS)
    }


def read_forces() -> list[KnownForce]:
    covered_by: dict[int, list[str]] = defaultdict(list)
    rows = RegionCoverage.objects.filter(region__live=True).order_by("sort_order", "pk")
    for region, code in rows.values_list("region_id", "jurisdiction__code"):
        covered_by[region].append(code)
    named = Region.objects.filter(live=True).exclude(name="").order_by("name", "slug")
    return [
        KnownForce(
            name, city, code or "", tuple(covered_by[key]) or ((code,) if code else ())
        )
        for key, name, city, code in named.values_list(
            "pk", "name", "city", "state__code"
        )
    ]


def due_days(
    rows: Iterable[tuple[int, datetime.date | None]],
) -> dict[int, datetime.date | None]:
    """Map each owner to the last day of its contacts; None if one has no such day."""
    found: dict[int, datetime.date | None] = {}
    for owner, day in rows:
        known = found.get(owner, day)
        found[owner] = max(known, day) if known and day else None
    return found


def covered(row: Mapping[str, Any]) -> Covered:
    return Covered(
        row["certainty"] == Certainty.INFERRED,
        frozenset(map(county_key, row["counties"].split(","))) - {""},
        row["counties_are_all"],
    )


def position(row: Mapping[str, Any]) -> Direction | None:
    north, east = row["latitude"], row["longitude"]
    return (
        None if north is None or east is None else direction(Coordinates(north, east))
    )
