"""Guesses at misspelled states, cities and counties. They are offered, not followed."""

import functools
import math
import re
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from places.cities import cities_named, city_table
from places.counties import county_table
from places.names import city_key, county_key, normalized
from places.naming import (
    COUNTY_WORDS,
    LARGE,
    anywhere,
    counties_of,
    named,
    of_state,
    within,
)
from places.place import Place, PlaceKind
from places.states import MOST_WORDS, StateNames

MOST = 5
FEWEST_LETTERS = 4  # any three are some airport
BEGINNING = 5  # letters with which the name of a large city may begin
FAR_ODDER = 0.8
NUMBERS = re.compile(r"\b[0-9][\w-]*")
# Of all states in a guess, one is as likely as a city of that many people.
AS_A_STATE = 10_000_000


# From how many letters on one, two and three may be wrong, missing, added or swapped.
# There are few states, so "Teksas" is Texas; but "police" is not Ponce.
OF_STATES = (4, 6, 10)
OF_CITIES = (4, 7, 11)


@functools.cache
def city_keys() -> tuple[str, ...]:
    return tuple(city_table().rows)


@functools.cache
def county_keys() -> tuple[str, ...]:
    return tuple(county_table().by_key)


@functools.cache
def large_county_keys() -> tuple[str, ...]:
    """Return those that may be meant without the word "county"."""
    named = county_table().by_key.items()
    return tuple(key for key, found in named if found[0].size >= LARGE)


@functools.cache
def large_city_keys() -> tuple[str, ...]:
    """Return those of the own names of large cities."""
    return tuple(
        key
        for key in city_keys()
        for city in cities_named(key)[:1]
        if city.population >= LARGE and city_key(city.name) == key
    )


def close(
    word: str, keys: Iterable[str], lengths: tuple[int, ...] = OF_CITIES
) -> Iterator[tuple[int, str]]:
    """Yield the keys that resemble a word, each after the number of wrong letters."""
    least = FEWEST_LETTERS if lengths is OF_CITIES else FEWEST_LETTERS + 1
    most = sum(len(word) >= length for length in lengths)
    found = process.extract(
        word, list(keys), scorer=OSA.distance, score_cutoff=most, limit=None
    )
    for key, distance, _index in found if most else []:
        if len(key) >= least and (distance <= 1 or key[0] == word[0]):
            yield int(distance), key


def guesses(text: str, states: StateNames) -> tuple[Place, ...]:
    """Return what a text may have been meant to be, the closest first."""
    bare = NUMBERS.sub("", text).strip(" ,")
    if len(normalized(bare)) < FEWEST_LETTERS:
        return ()
    if bare != text and (exact := named(bare, states)):
        return tuple(exact[:MOST])
    words = normalized(bare)
    if exact := counties_of(with_county_word(words)):
        return tuple(exact[:MOST])
    head, code = states.split(words)
    if code and head:
        return in_state(bare, head, code, states)
    if wrong := with_wrong_state(words, states):
        return tuple(wrong)
    return () if text[:1].isdigit() else tuple(whole(words, states))


def with_county_word(words: str) -> str:
    """Correct the last word of "Maricopa Conty"."""
    head, _space, last = words.rpartition(" ")
    for kind in ("county", "parish", "borough", "municipio"):
        if head and 0 < OSA.distance(last, kind) <= 1:
            return f"{head} {kind}"
    return words


def far_larger(words: str) -> tuple[Place, ...]:
    """Return cities of nearly this name that are large: Houston, for "Huston"."""
    found = [
        (distance, place)
        for distance, key in close(city_key(words), city_keys())
        for place in anywhere(key)[:1]
        if distance == 1 and place.population >= LARGE
    ]
    return tuple(closest(found))


def in_state(text: str, head: str, code: str, states: StateNames) -> tuple[Place, ...]:
    """Guess at the city of "Pittsburg, Pa."; offer the state if it is clearly named."""
    found = [
        (distance, place)
        for distance, key in near(head)
        for place in within(key, code, states)
    ]
    state = of_state(code, states)
    is_clear = "," in text or normalized(text).endswith(normalized(state.name))
    return (*closest(found), *([state] if is_clear else []))


def near(words: str) -> list[tuple[int, str]]:
    """Return names that resemble words, as words that name the same."""
    if COUNTY_WORDS.search(words):
        found = close(county_key(words), county_keys())
        return [(distance, f"{key} county") for distance, key in found]
    key = city_key(words)
    return [
        *((1, each) for each in beginning(key)),
        *close(key, city_keys()),
        *close(county_key(words), large_county_keys()),
    ]


def beginning(key: str) -> list[str]:
    """Return the large cities that begin so: "San Fran"."""
    if len(key) < BEGINNING:
        return []
    return [each for each in large_city_keys() if each.startswith(key)]


def with_wrong_state(words: str, states: StateNames) -> list[Place]:
    """Guess at the state of "Dallas Texes"."""
    each = words.split()
    for length in range(min(MOST_WORDS, len(each) - 1), 0, -1):
        head, tail = " ".join(each[:-length]), "".join(each[-length:])
        found = [
            (distance, place)
            for distance, name in close(tail, states.joined, OF_STATES)
            for place in within(head, states.joined[name], states)
        ]
        if found:
            return closest(found)
    return []


def whole(words: str, states: StateNames) -> list[Place]:
    joined = words.replace(" ", "")
    found = [
        (distance, place)
        for distance, name in close(joined, states.joined, OF_STATES)
        for place in named(name, states)
    ]
    found += [
        (distance, place)
        for distance, key in near(words)
        for place in (counties_of(key) if " " in key else anywhere(key))[:MOST]
    ]
    return closest(found)


def weight(place: Place) -> int:
    return AS_A_STATE if place.kind is PlaceKind.STATE else place.population


def oddness(distance: int, place: Place) -> float:
    """Return how unlikely a guess is: a thousand times the people excuse one letter."""
    return distance - math.log10(weight(place) + 1) / 3


def closest(found: list[tuple[int, Place]]) -> list[Place]:
    """Return the likeliest: close, or nearly as close and large."""
    if not found:
        return []
    best = min(distance for distance, _place in found)
    kept = [
        (oddness(distance, place), place)
        for distance, place in found
        if distance == best or (distance == best + 1 and weight(place) >= LARGE)
    ]
    kept.sort(key=lambda each: each[0])
    most = kept[0][0] + FAR_ODDER
    return list(dict.fromkeys(place for odd, place in kept if odd <= most))[:MOST]
