"""What a ZIP code means, alone and beside words."""

from collections.abc import Iterable
from dataclasses import replace

from places.geography import states_by_prefix
from places.names import ASSOCIATED
from places.naming import of_state
from places.place import Place, PlaceKind, PlaceProblem, PlaceReading
from places.state_lines import Division, divisions
from places.states import StateNames
from places.zip_codes import ZipCode, zip_code

MOST_NAMED = 3  # places of the words, if they contradict the code


def by_zip(code: str, states: StateNames) -> PlaceReading:
    """Return the state of a code, or all between which a reader has to choose."""
    row, beginning = zip_code(code), states_by_prefix().get(code[:3], set())
    if row is None:
        return PlaceReading(
            guesses=tuple(all_states(beginning, states)),
            problem=PlaceProblem.UNKNOWN_ZIP,
            may_be_associated=not ASSOCIATED.isdisjoint(beginning),
        )
    if row.kind == "special":
        return PlaceReading(problem=PlaceProblem.SPECIAL_ZIP)
    if row.is_retired:
        former = of_state(row.state, states)
        return PlaceReading(guesses=(former,), problem=PlaceProblem.RETIRED_ZIP)
    divided = divisions().get(code, Division((row.state,)))
    if row.kind == "doubtful":
        divided = Division((row.state, *sorted(beginning - {row.state})))
    return PlaceReading(tuple(zip_places(row, divided)))


def zip_places(row: ZipCode, divided: Division) -> Iterable[Place]:
    """Yield the code once for each state, with the county in its postal one."""
    for state in divided.states:
        yield Place(
            PlaceKind.ZIP,
            row.code,
            state,
            row.position,
            row.county if state == row.state else "",
            also_in=divided.also_in,
        )


def all_states(codes: Iterable[str], states: StateNames) -> list[Place]:
    found = (of_state(code, states) for code in codes)
    return sorted(found, key=lambda place: place.name)


def with_words(found: PlaceReading, meant: list[Place]) -> PlaceReading:
    """Let the words beside a code choose its state; ask if they contradict it."""
    if not meant:
        return found
    if not found.places:  # an unknown code beside a known city
        return PlaceReading(tuple(meant))
    named = {place.state for place in meant}
    if there := tuple(place for place in found.places if place.state in named):
        return PlaceReading(there)
    first = found.places[0]
    if beyond := named.intersection(first.also_in):
        return PlaceReading(
            tuple(
                replace(first, state=state, county="", also_in=())
                for state in sorted(beyond)
            )
        )
    return PlaceReading((*found.places, *meant[:MOST_NAMED]))
