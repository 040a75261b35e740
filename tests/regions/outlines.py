"""The outlines of the committed map, read as the shapes that they are."""

import re
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

from django.conf import settings

MAP = settings.BASE_DIR / "static" / "us-map.svg"
SVG = "{http://www.w3.org/2000/svg}"


def rings_of(data):
    """Read `M x y l dx dy … z`, the only commands that the drawing uses."""
    rings = []
    for part in data.split("z")[:-1]:
        start, steps = part[1:].split("l")
        point = tuple(map(float, re.findall(r"-?\d+", start)))
        numbers = [float(each) for each in re.findall(r"-?\d+", steps)]
        ring = [point]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            ring.append((ring[-1][0] + dx, ring[-1][1] + dy))
        rings.append(ring)
    return rings


@cache
def outlines():
    """Map postal codes to the rings of their outlines."""
    root = ElementTree.parse(MAP).getroot()  # noqa: S314, our own file
    return {path.get("id"): rings_of(path.get("d")) for path in root.iter(f"{SVG}path")}


def is_inside(point, rings):
    """Return whether a line to the east crosses an odd number of sides."""
    x, y = point
    crossed = 0
    for ring in rings:
        for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                crossed += 1
    return crossed % 2 == 1


def area(ring):
    sides = pairwise([*ring, ring[0]])
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in sides)) / 2
