"""Places and offices as choices: what each is called, where it leads, and why."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from places.reading import Kind, Place, read
from regions.finder.addresses import address_of, office_address, offices_for
from regions.finder.known import KnownDirectory, KnownForce, KnownOffice
from regions.finder.nearest import nearest
from regions.finder.outcomes import Choice

Named = KnownOffice | KnownForce


class Choosing:
    """`agency`: the key of the one that the reader named."""

    def __init__(self, known: KnownDirectory, agency: int | None) -> None:
        self.known, self.agency = known, agency

    def led_to(self, named: Named) -> list[Choice]:
        """Return where the name of an office or a task force leads."""
        if isinstance(named, KnownForce):
            return list(self.led_to_by(named))
        address = office_address(named, self.known)
        place = self.known.places[named.state]
        return [Choice(named.name, address, place.name)] if address else []

    def led_to_by(self, force: KnownForce) -> Iterator[Choice]:
        for code in force.states:
            if place := self.known.in_use.get(code):
                town = self.town_of(force) if code == force.state else None
                address = address_of(town, self.known) if town else place.url
                yield Choice(place.name, address, force.name)

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
        return Choice(
            self.name_of(place),
            address_of(place, self.known, office),
            "; ".join(self.why(place, office, is_alike=is_alike)),
        )

    def name_of(self, place: Place) -> str:
        state = self.known.in_use[place.state].name
        if place.kind in {Kind.STATE, Kind.ZIP}:
            return state
        return f"{place.name}, {state}"

    def why(
        self, place: Place, office: KnownOffice | None, *, is_alike: bool
    ) -> Iterator[str]:
        if place.kind is Kind.STATE:
            yield _("all of it")
        if is_alike and place.county:
            yield place.county
        near = office or self.known.offices.get(nearest(place, self.known).near)
        if near:
            yield _("nearest office: %(office)s") % {"office": near.name}
