"""
Reads a text as a person writes a place.

In this order: a ZIP code, with or without words around it; the name of a state; a city
or a county, alone or with its state before or after it; the city at the end of an
address; a part of a state's name; and at last guesses, which are never followed.
"""

import re

from places.guessing import far_larger, guesses
from places.names import ASSOCIATED, MILITARY, normalized
from places.naming import (
    COUNTY_WORDS,
    TOWN_PEOPLE,
    named,
    named_at_end,
    of_state,
)
from places.place import Place, PlaceKind, PlaceProblem, PlaceReading
from places.states import StateNames
from places.tidying import tidied, without_small_words
from places.zip_reading import by_zip, with_words

TINY_PEOPLE = 1_000  # of a town that may have been typed for a large city
MAX_LENGTH = 200  # a street address is shorter
# ASCII digits only: other scripts' digits are in no list of ZIP codes.
DIGITS = re.compile(r"[0-9][0-9 -]*")
ZIP_CODE = re.compile(r"(?<![\w-])([0-9]{5})(?:[- ]?[0-9]{4})?(?![\w-])")
STREET = re.compile(
    r"\b(st|street|ave?|avenue|blvd|boulevard|rd|road|dr|drive|ln|lane|hwy|highway|pkwy"
    r"|parkway|way|ct|court|pl|plaza|sq|square|cir|circle|ter|terrace|trl|trail|fwy"
    r"|freeway|calle|avenida|carr|carretera|route|rte|loop)\b",
    re.IGNORECASE,
)


def read(text: str, states: StateNames) -> PlaceReading:
    """Return the places that a text means, what it may mean, or what is wrong."""
    if len(text.strip()) > MAX_LENGTH:
        return PlaceReading(problem=PlaceProblem.TOO_LONG)
    tidy = tidied(text)
    found = read_tidied(tidy, states)
    if not found.places and (shorter := without_small_words(tidy)) != tidy:
        found = without_bare_county(shorter, read_tidied(shorter, states))
    return in_use(found, states)


def without_bare_county(text: str, found: PlaceReading) -> PlaceReading:
    """Return nothing for "Bay Area", which is not Bay County."""
    counties = {place.kind for place in found.places} == {PlaceKind.COUNTY}
    is_bare = not COUNTY_WORDS.search(normalized(text))
    return PlaceReading() if counties and is_bare else found


def read_tidied(text: str, states: StateNames) -> PlaceReading:
    if DIGITS.fullmatch(text):
        if match := ZIP_CODE.fullmatch(text):
            return by_zip(match[1], states)
        return PlaceReading(problem=PlaceProblem.NOT_A_ZIP)
    codes = list(ZIP_CODE.finditer(text))
    if not codes:
        return by_words(text, states)
    before, after = text[: codes[-1].start()], text[codes[-1].end() :]
    words = f"{before.strip(' ,')}, {after.strip(' ,')}".strip(" ,")
    meant = in_words(words, states)
    if not before and STREET.search(after) and meant:
        return PlaceReading(tuple(meant))  # the number of a house
    return with_words(by_zip(codes[-1][1], states), meant)


def in_words(words: str, states: StateNames) -> list[Place]:
    """Return the places that the words beside a ZIP code mean, or else their state."""
    if meant := named(words, states) or named_at_end(words, states):
        return meant
    _head, code = states.split(normalized(words))
    return [of_state(code, states)] if code else []


def by_words(text: str, states: StateNames) -> PlaceReading:
    meant = named(text, states) or named_at_end(text, states)
    words = normalized(text)
    meant = with_parts(meant, words, states)
    if meant and all(is_tiny(each) for each in meant) and not states.split(words)[1]:
        return PlaceReading((*meant, *far_larger(words)))
    if meant:
        return PlaceReading(tuple(meant))
    return PlaceReading(guesses=guesses(text, states))


def with_parts(meant: list[Place], words: str, states: StateNames) -> list[Place]:
    """Add the states of whose names the words are a part: "dakota"."""
    if states.code(words):
        return meant
    towns = [each for each in meant if is_town(each)]
    others = [each for each in meant if not is_town(each)]
    parts = [of_state(code, states) for code in states.with_part(words)]
    return [*towns, *parts, *others] if parts else meant


def is_town(place: Place) -> bool:
    return place.kind is PlaceKind.CITY and place.population >= TOWN_PEOPLE


def is_tiny(place: Place) -> bool:
    return place.kind is PlaceKind.CITY and place.population < TINY_PEOPLE


def in_use(found: PlaceReading, states: StateNames) -> PlaceReading:
    """Leave out what is in no state in use; say why if nothing is left."""

    def kept(places: tuple[Place, ...]) -> tuple[Place, ...]:
        return tuple(each for each in places if each.state in states.names)

    places, problem = kept(found.places), found.problem
    dropped = {each.state for each in found.places if each.state not in states.names}
    if not places and dropped & MILITARY:
        problem = PlaceProblem.MILITARY
    elif not places and dropped & ASSOCIATED:
        problem = PlaceProblem.ASSOCIATED
    return PlaceReading(
        places, kept(found.guesses), problem, may_be_associated=found.may_be_associated
    )
