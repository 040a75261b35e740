"""The places that words name exactly: states, cities and counties."""

import re

from places.cities import City, cities_named
from places.counties import County, counties_named
from places.names import (
    MILITARY,
    MILITARY_OFFICES,
    PREFIXES,
    city_key,
    county_key,
    normalized,
)
from places.place import Place, PlaceKind
from places.states import StateNames

LARGE = 100_000  # people
FAR_LARGER = 50  # times as many people
NOT_TINY = 5_000  # people
TOWN_PEOPLE = 10_000  # of a town that comes to mind without its state
# "Rock Island" is a city, so "island" is not among these.
COUNTY_WORDS = re.compile(
    r"^((the )?(county|parish|municipality|(city and )?borough) of"
    r"|(el )?(condado|municipio)( de)?|(la )?parroquia de) "
    r"| (county|parish|borough|census area|municipality|municipio|condado)$"
)
COUNTY_SHORT = re.compile(r" (co|cnty)$")
TOWN = re.compile(r" (city|town|township|twp|village|borough|municipio)$")
COUNTY_KINDS = {
    "parish": "parish",
    "parroquia": "parish",
    "borough": "borough",
    "census area": "census area",
    "municipality": "municipality",
    "municipio": "municipio",
    "county": "county",
    "condado": "county",
}
DIRECTIONS = re.compile(
    r"^(upstate|downstate|central|mid|(north|south)?(east|west)(ern)?"
    r"|(north|south)(ern)?) "
)
LONGEST_NAME = 6  # words of a city at the end of an address


def of_state(code: str, states: StateNames) -> Place:
    return Place(PlaceKind.STATE, states.names.get(code, code), code)


def of_city(city: City) -> Place:
    return Place(
        PlaceKind.CITY,
        city.name,
        city.state,
        city.position,
        city.county,
        city.population,
    )


def of_county(county: County) -> Place:
    return Place(
        PlaceKind.COUNTY,
        county.name,
        county.state,
        county.position,
        county.name,
        county.size,
    )


def named(text: str, states: StateNames) -> list[Place]:
    """Return what all the words name together, the likely one first."""
    words = normalized(text)
    if not words:
        return []
    # "Leon, IA" is not Leonia.
    has_code = "," in text or len(words.split()[-1]) == 2
    return (
        state_named(text, words, states)
        or (beside(words, states) if has_code else [])
        or anywhere(words)
        or part_of_state(text, words, states)
        or beside(words, states)
        or counties_of(COUNTY_SHORT.sub(" county", words))
        or twins(words)
    )


def state_named(text: str, words: str, states: StateNames) -> list[Place]:
    """Return a state, and a large city that people call the same."""
    code = states.code(words)
    if not code:
        return []
    state = of_state(code, states)
    if PREFIXES.match(text.casefold()) or words.endswith(" state"):
        return [state]
    large = [city for city in cities_named(city_key(words)) if city.population >= LARGE]
    return [*map(of_city, large), state]


def part_of_state(text: str, words: str, states: StateNames) -> list[Place]:
    """Return the state of "South Texas" or "Northern Virginia"."""
    rest = DIRECTIONS.sub("", words)
    code = states.code(rest) if rest != words and "," not in text else ""
    return [of_state(code, states)] if code and len(rest) > len(code) else []


def twins(words: str) -> list[Place]:
    """Return both cities of "Dallas-Fort Worth"."""
    each = words.split()[:LONGEST_NAME]
    for length in range(1, len(each)):
        pair = " ".join(each[:length]), " ".join(each[length:])
        found = [place for part in pair for place in anywhere(part)[:1]]
        are_large = all(place.population >= LARGE for place in found)
        are_near = len({place.state for place in found}) == 1
        if len(found) == len(pair) and are_large and are_near:
            return found
    return []


def anywhere(words: str) -> list[Place]:
    """Return the cities and counties of a name, in whatever state."""
    if counties := counties_of(words):
        return counties
    cities = likely(list(map(of_city, cities_named(city_key(words)))))
    if counties := bare_counties(words, cities):
        least = counties[0].population / FAR_LARGER
        return [*counties, *(each for each in cities if is_rival(each, least))]
    return cities or town_of(words)


def town_of(words: str) -> list[Place]:
    """Return the city of "Baltimore city", unless that may be a city of its own."""
    shorter = TOWN.sub("", words)
    found = anywhere(shorter) if shorter != words else []
    return found if found and found[0].population >= LARGE else []


def counties_of(words: str, state: str = "") -> list[Place]:
    """Return the counties of a name that says what it is, such as "Orleans Parish"."""
    match = COUNTY_WORDS.search(words)
    if not match:
        return []
    key = county_key(words)
    found = [
        county
        for county in counties_named(key) or counties_of_nickname(key)
        if state in {"", county.state} and not county.name.endswith(" city")
    ]
    kind = next(kind for word, kind in COUNTY_KINDS.items() if word in match[0])
    alike = [county for county in found if kind in county.name.lower()]
    return likely(list(map(of_county, alike or found)))


def counties_of_nickname(key: str) -> list[County]:
    """Return the county of "LA County", which has the same name as the large city."""
    return [
        county
        for city in cities_named(key)[:1]
        for county in counties_named(city_key(city.name))
        if city.population >= LARGE and county.name == city.county
    ]


def bare_counties(words: str, cities: list[Place]) -> list[Place]:
    """Return counties by their bare names, where no city of the name is as likely."""
    least = max((FAR_LARGER * each.population for each in cities[:1]), default=0)
    return [
        of_county(county)
        for county in counties_named(county_key(words))
        if not county.name.endswith(" city")
        and (not cities or county.size >= max(LARGE, least))
    ]


def is_rival(city: Place, least: float) -> bool:
    """Return whether a city may be meant beside a county that is far larger."""
    return city.population > least or city.population >= NOT_TINY


def likely(places: list[Place]) -> list[Place]:
    """Drop the others if nearly everybody means the first."""
    if not places or places[0].population < LARGE:
        return places
    least = places[0].population / FAR_LARGER
    is_alone = all(each.population <= least for each in places[1:])
    return places[:1] if is_alone else places


def beside(words: str, states: StateNames) -> list[Place]:
    """Return the city or county of "Dallas Texas" or "Texas Dallas"."""
    for rest, code in (*states.splits(words), *states.splits_first(words)):
        if rest and (found := within(rest, code, states)):
            return found
    return []


def within(words: str, state: str, states: StateNames) -> list[Place]:
    """Return the city or county of a name in a state: one, or none."""
    if counties := counties_of(COUNTY_SHORT.sub(" county", words), state):
        return counties
    if cities := cities_named(city_key(words), state):
        return [of_city(cities[0])]
    if counties := [each for each in bare_counties(words, []) if each.state == state]:
        return counties
    is_office = words in MILITARY_OFFICES and state in MILITARY
    if is_office or states.code(words) == state:
        return [of_state(state, states)]
    shorter = TOWN.sub("", words)
    return within(shorter, state, states) if shorter != words else []


def named_at_end(text: str, states: StateNames) -> list[Place]:
    """Return the city of a street address, or of a list from small to large."""
    has_number = any(each.isdigit() for each in text)
    if "," not in text and not has_number:
        return []
    head, code = states.split(normalized(text))
    words = head.split()
    for start in range(max(0, len(words) - LONGEST_NAME), len(words)):
        part = " ".join(words[start:])
        if found := within(part, code, states) if code else well_known(part):
            return city_before(words[:start], found, states) or found
    # "26 Federal Plaza, New York" does not name the city and the state.
    last = text.rpartition(",")[2]
    found = named(last, states) if has_number else []
    return found if found and found[0].kind is PlaceKind.CITY else []


def well_known(words: str) -> list[Place]:
    """Return what is large enough to stand in an address without its state."""
    found = anywhere(words)
    return found if found and found[0].population >= TOWN_PEOPLE else []


def city_before(
    words: list[str], counties: list[Place], states: StateNames
) -> list[Place]:
    """Return the city of "Springfield, Greene County, MO", which is in that county."""
    if counties[0].kind is not PlaceKind.COUNTY:
        return []
    for start in range(max(0, len(words) - LONGEST_NAME), len(words)):
        part = " ".join(words[start:])
        for county in counties:
            found = within(part, county.state, states)
            if found and found[0].county == county.name:
                return found
    return []
