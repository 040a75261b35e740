"""
Which office is nearest to a point: first among those that cover it, then elsewhere.

Nearest is never responsible: what a published area says counts before any distance.
"""

import datetime
from collections.abc import Callable, Iterable
from math import acos, cos, pi
from typing import NamedTuple

from django.utils.timezone import localdate

from finder.known import KnownDirectory, KnownOffice
from finder.sphere import Direction, closeness, direction, normal
from places.names import county_key
from places.place import Place
from places.points import also_in, points_of

UNLISTED = "-"  # the key of no county


class Nearest(NamedTuple):
    """Offices by their slugs: that of the area, and a nearer one of another area."""

    near: str = ""
    nearer: str = ""


class Order(NamedTuple):
    """The offices that come first for a county, and those that do not cover it."""

    first: list[KnownOffice]
    elsewhere: list[KnownOffice]


class AskableOf(NamedTuple):
    """All that may be asked about a place: what is nearest somewhere in it."""

    pairs: frozenset[Nearest]
    others: frozenset[str]  # states that hold a small part of one of its ZIP codes


def order_for(
    offices: Iterable[KnownOffice], state: str, county: str, day: datetime.date
) -> Order:
    """Sort those that can be reached by whether they cover a county, and how surely."""
    elsewhere: list[KnownOffice] = []
    ranked: dict[tuple[bool, int], list[KnownOffice]] = {}
    for office in offices:
        if not office.is_reachable or office.at is None:
            continue
        rank = office.rank(state, county)
        if rank is None:
            elsewhere.append(office)
        else:
            ranked.setdefault((office.is_overdue(day), rank), []).append(office)
    return Order(ranked[min(ranked)] if ranked else [], elsewhere)


def closest(
    offices: list[KnownOffice], at: Direction, than: float = -2.0
) -> tuple[str, float]:
    """Return the closest office that is closer than something, and how close it is."""
    slug, (x, y, z) = "", at
    for office in offices:
        # Not a call: a place has thousands of points.
        a, b, c = office.at or at
        close = x * a + y * b + z * c
        if close > than:
            slug, than = office.slug, close
    return slug, than


def nearest(place: Place, known: KnownDirectory) -> Nearest:
    """Return what is nearest to a place, if it has a position."""
    if place.position is None:
        return Nearest()
    offices, county = known.offices.values(), county_key(place.county)
    order, at = (
        order_for(offices, place.state, county, localdate()),
        direction(place.position),
    )
    near, close = closest(order.first, at)
    return Nearest(near, closest(order.elsewhere, at, close)[0] if near else "")


def askable_of(known: KnownDirectory, state: str) -> AskableOf:
    """Return all that may be asked about a place, worked out when first asked for."""
    day = localdate()
    entry = known.worked_out.get(state)
    if entry is None or entry[0] != day:  # contacts become due overnight
        entry = known.worked_out[state] = (day, find_askable(known, state, day))
    found: AskableOf = entry[1]
    return found


def find_askable(known: KnownDirectory, state: str, day: datetime.date) -> AskableOf:
    """Ask for what is nearest to each of its ZIP codes, cities and counties."""
    points, offices = points_of(state), known.offices.values()
    listed = {
        county
        for office in offices
        for area in (office.covers or {}).get(state, ())
        for county in area.counties
    }
    orders: dict[str, Order] = {}
    alike: dict[str, Order] = {}
    for county in {county for county, _ in points}:
        # All that no office lists are alike, though not like one that is not known.
        key = county_key(county)
        key = key if key in listed else key and UNLISTED
        alike[key] = alike.get(key) or order_for(offices, state, key, day)
        orders[county] = alike[key]
    found = [
        (orders[county], at, *closest(orders[county].first, at))
        for county, at in ((county, direction(at)) for county, at in points)
        if orders[county].first
    ]
    far = too_far([(at, close) for _, at, _, close in found])
    reach = {
        id(order): [each for each in order.elsewhere if each.at and not far(each.at)]
        for order in orders.values()
    }
    return AskableOf(
        frozenset(
            Nearest(near, closest(reach[id(order)], at, close)[0])
            for order, at, near, close in found
        ),
        frozenset(map("-".join, also_in(state))),
    )


def too_far(found: list[tuple[Direction, float]]) -> Callable[[Direction], bool]:
    """
    Return what says of an office elsewhere that it cannot be nearer to any point.

    Such an office is farther from the middle of the place than its farthest point, and
    then the longest way from a point to its own office. `found`: points, and how close
    their own offices are.
    """
    if not found:
        return lambda at: True
    middle = normal([sum(axis) for axis in zip(*(at for at, _ in found), strict=True)])
    radius = acos(min(min(closeness(middle, at) for at, _ in found), 1))
    longest = acos(min(min(close for _, close in found), 1))
    least = cos(min(radius + longest, pi)) - 1e-6  # never too strict by rounding
    return lambda at: closeness(middle, at) < least
