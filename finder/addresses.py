"""
The addresses of a place's page: which offices it may be asked to begin with.

None carries a ZIP code. There are few for each place, so that a cache can keep all of
them, and made-up ones lead to the place itself.
"""

import re
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from finder.known import (
    KnownDirectory,
    KnownOffice,
    KnownPlace,
    known_directory,
)
from finder.nearest import Nearest, askable_of, nearest
from finder.sphere import closeness, direction
from places.names import county_key
from places.place import Place, PlaceKind
from places.reading import read
from regions.answer.entries import Asker

ELSEWHERE = 9  # after every rank of an office that covers the place


class Asked(NamedTuple):
    """
    What a place's page is asked for: offices by their slugs, and who asks.

    `near`: the office of the area, `nearer`: one of another area; `office`: one that
    the reader named; `also`: the states that hold a small part of a ZIP code.
    """

    near: str = ""
    nearer: str = ""
    office: str = ""
    also: str = ""
    asker: str = ""

    def address(self, place: KnownPlace) -> str:
        names = ("near", "nearer", "office", "also", "for")
        told = {name: value for name, value in zip(names, self, strict=True) if value}
        return f"{place.url}?{urlencode(told)}" if told else place.url


def read_asked(
    asked: QueryDict, place: KnownPlace, known: KnownDirectory
) -> Asked | None:
    """Return what is asked of a place, or None if that is not one of its addresses."""
    found = Asked(
        near=asked.get("near", ""),
        nearer=asked.get("nearer", ""),
        office=asked.get("office", ""),
        also=asked.get("also", ""),
        asker=asked.get("for", ""),
    )
    # Each at most once, and none empty: one page has one address.
    told = sum(
        map(len, map(asked.getlist, ("near", "nearer", "office", "also", "for")))
    )
    is_sound = (
        told == sum(map(bool, found))
        and found.asker in {"", *Asker}
        and not (found.office and (found.near or found.nearer))
        and is_office_of(found.near, place, known)
        and is_office_of(found.office, place, known)
        and (not found.also or found.also in askable_of(known, place.code).others)
        and (not found.nearer or is_pair(found, place, known))
    )
    return found if is_sound else None


def asked_of(request: HttpRequest, slug: str) -> Asked | None:
    """Return what is asked of a known place; None if that is not one of its pages."""
    known = known_directory()
    place = known.by_slug.get(slug)
    return read_asked(request.GET, place, known) if place else None


def is_office_of(slug: str, place: KnownPlace, known: KnownDirectory) -> bool:
    return not slug or (slug in known.offices and known.offices[slug].is_of(place.code))


def is_pair(asked: Asked, place: KnownPlace, known: KnownDirectory) -> bool:
    pair = Nearest(asked.near, asked.nearer)
    return pair in askable_of(known, place.code).pairs


def asked_from(
    place: Place, known: KnownDirectory, office: KnownOffice | None = None
) -> Asked:
    """Ask for an office first, or for what is nearest to a place."""
    near = Nearest() if office else nearest(place, known)
    return Asked(
        near=near.near,
        nearer=near.nearer,
        office=office.slug if office else "",
        also="-".join(place.also_in),
    )


def address_of(place: Place, known: KnownDirectory) -> str:
    """Return the page of a place in use that begins with what is nearest."""
    return asked_from(place, known).address(known.in_use[place.state])


def zip_address(code: str, place: KnownPlace, known: KnownDirectory) -> str:
    """Return the page of a place for a ZIP code that is there, else its plain page."""
    found = read(code, known.states).places if re.fullmatch("[0-9]{5}", code) else ()
    here = (each for each in found if each.state == place.code)
    return next((address_of(each, known) for each in here), place.url)


def with_asker(address: str, asker: str) -> str:
    """Add who asks to an address of this site; an unknown kind changes nothing."""
    if asker not in set(Asker) or not address.startswith("/regions/"):
        return address
    return f"{address}{'&' if '?' in address else '?'}for={asker}"


def offices_for(place: Place, agency: int, known: KnownDirectory) -> list[KnownOffice]:
    """Return an agency's offices for a place; for a point in it, the nearest alone."""
    found = known.offices_of(place.state, agency)
    if place.kind is PlaceKind.STATE or place.position is None:
        return found
    at, county = direction(place.position), county_key(place.county)

    def order(office: KnownOffice) -> tuple[int, float]:
        rank = office.rank(place.state, county)
        return (
            ELSEWHERE if rank is None else rank,
            -closeness(at, office.at) if office.at else 2.0,
        )

    return sorted(found, key=order)[:1]
