"""Places and offices as choices: what each is called, where it leads, and why."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from finder.addresses import Asked, address_of, asked_from, offices_for
from finder.known import KnownDirectory, KnownForce, KnownOffice
from finder.outcomes import Choice
from places.place import Place, PlaceKind
from places.reading import read

Named = KnownOffice | KnownForce


class Choosing:
    """`agency`: the key of the one that the reader named."""

    def __init__(self, known: KnownDirectory, agency: int | None) -> None:
        self.known, self.agency = known, agency

    def areas_of(self, named: Named) -> list[Choice]:
        """Return the places in use to which the name of an office or a force leads."""
        places = self.known.in_use
        if isinstance(named, KnownOffice):
            codes = (named.state, *(named.covers or ()))
            found = [
                Choice(
                    places[c].name,
                    Asked(office=named.slug).address(places[c]),
                    named.name,
                )
                for c in codes
                if c in places
            ]
            return found[:1]
        return [
            Choice(places[c].name, self.address_by(named, c), named.name)
            for c in named.states
            if c in places
        ]

    @staticmethod
    def by_name(area: Choice) -> Choice:
        """Return the same choice among others: what it is for comes first."""
        return Choice(area.why, area.address, area.name)

    def address_by(self, force: KnownForce, code: str) -> str:
        """Return the page of a place, where a task force is there from its town."""
        town = self.town_of(force) if code == force.state else None
        return address_of(town, self.known) if town else self.known.in_use[code].url

    def town_of(self, force: KnownForce) -> Place | None:
        if not force.city:
            return None
        found = read(f"{force.city}, {force.state}", self.known.states).places
        return next((each for each in found if each.state == force.state), None)

    def offices_for(self, place: Place) -> list[KnownOffice]:
        """Return those of the named agency that the reader may mean at a place."""
        if self.agency is None or place.state not in self.known.in_use:
            return []
        return offices_for(place, self.agency, self.known)

    def choices(self, places: Iterable[Place]) -> tuple[Choice, ...]:
        """Return places that have pages, each with what tells it from the others."""
        found = [each for each in places if each.state in self.known.in_use]
        names = Counter(map(self.name_of, found))
        return tuple(
            self.choice(each, is_alike=names[self.name_of(each)] > 1) for each in found
        )

    def choice(self, place: Place, *, is_alike: bool) -> Choice:
        offices = self.offices_for(place)
        office = offices[0] if len(offices) == 1 else None
        asked = asked_from(place, self.known, office)
        near = self.known.offices.get(asked.office or asked.near)
        return Choice(
            self.name_of(place),
            asked.address(self.known.in_use[place.state]),
            ". ".join(self.why(place, near, is_alike=is_alike)),
        )

    def name_of(self, place: Place) -> str:
        state = self.known.in_use[place.state].name
        if place.kind in {PlaceKind.STATE, PlaceKind.ZIP}:
            return state
        return f"{place.name}, {state}"

    def why(
        self, place: Place, near: KnownOffice | None, *, is_alike: bool
    ) -> Iterator[str]:
        if place.kind is PlaceKind.STATE:
            yield _("All of it")
        if is_alike and place.county:
            yield place.county
        if near:
            yield _("Nearest office: %(office)s") % {"office": near.name}
