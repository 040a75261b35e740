"""
Which office is nearest to a point: first among those that cover it, then elsewhere.

Nearest is never responsible: what a published area says counts before any distance.
"""

import datetime
from collections.abc import Iterable
from math import acos, cos, pi
from typing import NamedTuple

from django.utils.timezone import localdate

from places.reading import Place, places_of
from regions.finder.known import KnownDirectory, KnownOffice, county_key
from regions.finder.sphere import Direction, closeness, direction, normal


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


def nearest_in(order: Order, at: Direction) -> Nearest:
    if not order.first:
        return Nearest()
    near, distance = closest(order.first, at)
    if order.elsewhere:
        other, its = closest(order.elsewhere, at)
        if its > distance:
            return Nearest(near.slug, other.slug)
    return Nearest(near.slug)


def closest(offices: list[KnownOffice], at: Direction) -> tuple[KnownOffice, float]:
    found = [closeness(at, office.at) if office.at else -1.0 for office in offices]
    best = max(found)
    return offices[found.index(best)], best


def nearest(place: Place, known: KnownDirectory) -> Nearest:
    """Return what is nearest to a place, if it has a position."""
    if place.position is None:
        return Nearest()
    offices, county = known.offices.values(), county_key(place.county)
    order = order_for(offices, place.state, county, localdate())
    return nearest_in(order, direction(place.position))


def askable_of(known: KnownDirectory, state: str) -> AskableOf:
    """Return all that may be asked about a place, worked out when first asked for."""
    day = localdate()
    entry = known.worked_out.get(state)
    if entry is None or entry[0] != day:  # contacts become due overnight
        entry = known.worked_out[state] = (day, find_askable(known, state, day))
    found: AskableOf = entry[1]
    return found


def find_askable(known: KnownDirectory, state: str, day: datetime.date) -> AskableOf:
    orders: dict[str, Order] = {}
    points: list[tuple[str, Direction]] = []
    others: set[str] = set()
    for place in places_of(state):
        others.update(["-".join(place.also_in)] if place.also_in else ())
        if place.position is None:
            continue
        if place.county not in orders:
            county = county_key(place.county)
            orders[place.county] = order_for(known.offices.values(), state, county, day)
        points.append((place.county, direction(place.position)))
    near = within_reach(orders, points)
    pairs = {nearest_in(near[county], at) for county, at in points}
    return AskableOf(frozenset(pairs), frozenset(others))


def within_reach(
    orders: dict[str, Order], points: list[tuple[str, Direction]]
) -> dict[str, Order]:
    """
    Leave out offices elsewhere that are too far away to be nearer anywhere.

    Such an office is not farther from the middle of the place than its farthest point,
    and then the way from there to its own office.
    """
    covered = [(orders[county].first, at) for county, at in points]
    ways = [acos(min(closest(first, at)[1], 1)) for first, at in covered if first]
    if not ways:
        return orders
    middle = normal([sum(axis) for axis in zip(*(at for _, at in points), strict=True)])
    radius = max(acos(min(closeness(middle, at), 1)) for _, at in points)
    least = cos(min(radius + max(ways), pi)) - 1e-6  # never too strict by rounding
    return {
        county: Order(
            order.first,
            [o for o in order.elsewhere if o.at and closeness(middle, o.at) >= least],
        )
        for county, order in orders.items()
    }
