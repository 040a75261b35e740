"""
What the map shows: the towns of task forces and of partner offices.

A mark stands at the town that a source names, not at an office or an area.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext

from places.cities import city_coordinates
from regions.maps.projection import Point, on_map
from regions.models import Jurisdiction, Office, Region, RegionType

# Not task forces, although they are named with them.
OTHER_KINDS = {RegionType.NATIONAL: "center", RegionType.OPERATION: "operation"}


def kind_of(region: Region) -> str:
    """Return what it is on the map: task-force, center or operation."""
    return OTHER_KINDS.get(RegionType(region.type), "task-force")


@dataclass
class Town:
    """A town, and what stands there."""

    city: str
    state: Jurisdiction
    regions: list[Region] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)

    @cached_property
    def point(self) -> Point | None:
        """Return where it is on the map, or None if that is not known."""
        place = city_coordinates(self.city, self.state.code)
        return on_map(place, self.state.code) if place else None

    @cached_property
    def kinds(self) -> set[str]:
        """Return what its mark shows: task-force, center, operation, office."""
        found = set(map(kind_of, self.regions))
        return found | ({"office"} if self.offices else set())

    @property
    def agencies(self) -> str:
        """Return the short names of the agencies with offices there."""
        names = {each.agency.acronym: None for each in self.offices}
        return ", ".join(names)

    def __str__(self) -> str:
        # Washington, D.C. is a town and a district of two names.
        state = self.state.code if self.state.code == "DC" else self.state.name
        return f"{self.city}, {state}"

    @property
    def names(self) -> str:
        """Return the mark in words."""
        here = [*map(str, self.regions), *(each.name for each in self.offices)]
        return gettext("%(town)s: %(names)s") % {
            "town": self,
            "names": ", ".join(here),
        }


def towns_of(regions: Iterable[Region], offices: Iterable[Office]) -> list[Town]:
    """Return the towns in order of their states; one without a state has none."""
    found: dict[tuple[int, str], Town] = {}

    def town(owner: Region | Office) -> Town | None:
        if not owner.city or owner.state is None:
            return None
        key = (owner.state.pk, owner.city)
        return found.setdefault(key, Town(owner.city, owner.state))

    for region in regions:
        if there := town(region):
            there.regions.append(region)
    for office in offices:
        if there := town(office):
            there.offices.append(office)
    return sorted(found.values(), key=lambda each: (each.state.name, each.city))
