"""The map as pages show it: of all, or of one place."""

import csv
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.drawing import Rect, rect, text
from regions.answer.answer import DirectoryAnswer
from regions.maps.layout import MapMark, place_labels, spread
from regions.maps.marks import Town, kind_of, towns_of
from regions.maps.projection import BOXES, INSETS, WHOLE, Extent, Point, frame_of
from regions.models import Office, Region

EXTENTS = Path(__file__).parents[1] / "data" / "map_extents.csv"
# How many em the map is wide: of all, and of one place.
EMS_OF_ALL, EMS_OF_ONE = 29.0, 30.0
# A place is shown with its neighbors: at least so wide, and so far beyond its towns.
LEAST, BEYOND = 520.0, 70.0
# What is farther from the place than this is not on its map.
FAR = 330.0
SHAPE = 4 / 3
# What a legend may explain, in its order.
KINDS = ("task-force", "center", "operation", "office")


@dataclass(frozen=True)
class DrawnMap:
    """A map with its marks, for a template to draw."""

    extent: Extent
    ems: float
    marks: list[MapMark]
    land: str  # the part of static/us-map.svg that it shows
    here: str = ""  # the place that it is about, by postal code
    boxes: tuple[tuple[str, Rect], ...] = ()

    @property
    def view_box(self) -> str:
        return " ".join(map(text, self.extent))

    @property
    def size(self) -> str:
        """Return the length of an em, in units of the map."""
        return text(self.extent.width / self.ems)

    @property
    def kinds(self) -> list[str]:
        found = {kind for mark in self.marks for kind in mark.kinds}
        return [kind for kind in KINDS if kind in found]

    @property
    def cities(self) -> str:
        return ", ".join(str(mark.town) for mark in self.marks)


@dataclass(frozen=True)
class Listed:
    """A task force in the list beside the map."""

    region: Region
    town: Town | None

    @property
    def kind(self) -> str:
        return kind_of(self.region)

    @property
    def is_on_map(self) -> bool:
        return bool(self.town and self.town.point)


@dataclass(frozen=True)
class Atlas:
    """The map of all, and the same in words."""

    map: DrawnMap
    entries: list[Listed]
    office_towns: list[Town]

    @property
    def has_moved(self) -> bool:
        return any(mark.is_moved for mark in self.map.marks)


@functools.cache
def extents() -> dict[str, Extent]:
    """Map postal codes to where their outlines are."""
    with EXTENTS.open(encoding="utf-8", newline="") as lines:
        return {
            row.pop("code"): Extent(*map(float, row.values()))
            for row in csv.DictReader(lines)
        }


def drawn(towns: Iterable[Town], extent: Extent, ems: float, **more: Any) -> DrawnMap:
    """Place marks and labels in a part of the map."""
    marks = [MapMark(town, *town.point) for town in towns if town.point]
    size = extent.width / ems
    spread(marks, size)
    # Task forces are named first; partner offices only on the map of one place.
    large = [mark for mark in marks if mark.kinds != {"office"}]
    small = [mark for mark in marks if mark not in large]
    named = [*large, *small] if more.get("here") else large
    corners = [Point(box.left, box.top) for box in BOXES.values() if more.get("boxes")]
    place_labels(named, marks, extent, size, corners)
    # What is small is drawn first, so that nothing covers a task force.
    return DrawnMap(extent, ems, [*small, *large], **more)


def atlas() -> Atlas:
    """Draw all that is published, in two queries."""
    regions = list(Region.objects.published().select_related("state", "parent"))
    offices = (
        Office.objects.filter(live=True)
        .select_related("state", "agency")
        .only(
            "name",
            "city",
            "state__name",
            "state__code",
            "state__slug",
            "agency__id",
            "agency__acronym",
        )
    )
    towns = towns_of(regions, offices)
    boxes = tuple((code, rect(*box)) for code, box in BOXES.items())
    home = {each.pk: town for town in towns for each in town.regions}
    return Atlas(
        map=drawn(towns, WHOLE, EMS_OF_ALL, land="land", boxes=boxes),
        entries=[
            Listed(region, home.get(region.pk))
            for region in sorted(regions, key=listed_under)
        ],
        office_towns=[town for town in towns if town.offices],
    )


def listed_under(region: Region) -> tuple[str, str]:
    """Return what it stands under in the list: its town, else its state."""
    return region.city or str(region.state or ""), str(region)


def map_of_place(answer: DirectoryAnswer) -> DrawnMap | None:
    """Return the map of a place with its towns, or None if none is there."""
    code = answer.jurisdiction.code
    outline = extents().get(code)
    if outline is None:
        return None
    reach = outline.around(FAR if code not in INSETS else 0)
    towns = [
        town
        for town in towns_of(owners(answer, Region), owners(answer, Office))
        if town.point and reach.contains(town.point)
        if frame_of(town.state.code) is frame_of(code)
    ]
    if not towns:
        return None
    extent = framed(outline, towns, LEAST if code not in INSETS else 0)
    land = code if code in INSETS else "states"
    return drawn(towns, extent, EMS_OF_ONE, land=land, here=code)


def owners(answer: DirectoryAnswer, kind: type) -> list[Any]:
    """Return each task force, or each office, of an answer once."""
    found = [entry.owner for entry in [*answer.regions, *answer.offices]]
    return list(dict.fromkeys(each for each in found if isinstance(each, kind)))


def framed(outline: Extent, towns: list[Town], least: float) -> Extent:
    """Return a rectangle of the usual shape around a place and its towns."""
    points = [town.point for town in towns if town.point]
    lefts = [outline.left, *(point.x for point in points)]
    rights = [outline.left + outline.width, *(point.x for point in points)]
    tops = [outline.top, *(point.y for point in points)]
    bottoms = [outline.top + outline.height, *(point.y for point in points)]
    beyond = BEYOND if least else outline.width / 10
    inner = Extent(
        min(lefts), min(tops), max(rights) - min(lefts), max(bottoms) - min(tops)
    ).around(beyond)
    width = max(inner.width, inner.height * SHAPE, least)
    height = width / SHAPE
    return Extent(
        inner.left - (width - inner.width) / 2,
        inner.top - (height - inner.height) / 2,
        width,
        height,
    )
