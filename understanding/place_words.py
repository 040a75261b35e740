"""
The words of a text that name a place, for the finder.

Only if all else in the text asks whom to call there: in "fentanyl arrests in Houston"
the subject is the arrests, so no office stands above them.
"""

from collections.abc import Callable, Collection, Sequence

from rapidfuzz.distance import OSA

from finder.known import known_directory
from finder.look_up import look_up
from finder.outcomes import DidYouMean, Found
from finder.words import agency_words
from places.names import normalized
from places.naming import named, named_at_end, of_state
from places.place import Place, PlaceKind, PlaceReading
from places.reading import read
from understanding.small_words import LISTS, SMALL
from understanding.tidying import joined_letters

ASKS_WHOM = LISTS["ASKS_WHOM"]
# Small or asking words with which the names of places begin or end.
OF_NAMES = LISTS["OF_NAMES"]
COUNTY_WORDS = frozenset({"county", "parish", "borough", "condado", "municipio"})
MOST_WORDS = 6
KNOWN_TOWN = 25_000  # people of a town whose name alone means it
KNOWN_CITY = 100_000  # even if its name is a word of the site, too
TELLING_NAME = 3  # words, such as "east st louis": hardly anything else is meant
KNOWN_VILLAGE = 5_000
ZIP_LENGTH = 5
FEWEST_TO_GUESS = 6  # letters

Knows = Callable[[str], bool]
Corrected = Callable[[str], str]


def place_in(
    words: Sequence[str],
    knows: Knows,
    taught: Collection[str] = frozenset(),
    corrected: Corrected = str,
) -> str:
    """
    Return the words for the finder; "" if the text is about something else.

    `knows`: whether the site has a word. `taught`: words of which editors have said
    what they mean. `corrected`: the word of the site for a misspelled one.
    """
    text = " ".join(joined_letters(words))
    known = known_directory()
    agency = agency_words(text, known.agency_names)
    rest = (agency.rest if agency else text).split()
    for core in cores(rest):
        if is_place(core, knows, taught):
            return with_agency(text, core, rest)
    return guessed(rest, knows, corrected) if not agency else ""


def cores(words: Sequence[str]) -> list[str]:
    """Return what remains without the words that ask whom to call, longest first."""
    others = [
        place
        for place, word in enumerate(words)
        if word not in ASKS_WHOM and (word not in SMALL or len(words) == 1)
    ]
    if not others:
        return []
    first, end = others[0], others[-1] + 1
    if end - first > MOST_WORDS:
        return []
    starts = [first]
    while starts[-1] and words[starts[-1] - 1] in OF_NAMES and len(starts) < 3:
        starts.append(starts[-1] - 1)
    ends = [end]
    if end < len(words) and words[end] in OF_NAMES:
        ends.insert(0, end + 1)
    return [" ".join(words[start:stop]) for stop in ends for start in reversed(starts)]


def is_place(text: str, knows: Knows, taught: Collection[str]) -> bool:
    words = text.split()
    telling = [word for word in words if word not in SMALL]
    if len(telling) == 1 and telling[0] in taught:
        return False
    codes = [word for word in words if word.isdigit()]
    if codes and (any(map(knows, codes)) or not is_zip_alone(words)):
        return False
    found = reading_of(text, has_code=bool(codes))
    if found.problem is not None:
        return bool(found.places or any(len(word) == ZIP_LENGTH for word in codes))
    return any(is_meant(place, words, knows) for place in found.places)


def reading_of(text: str, *, has_code: bool) -> PlaceReading:
    """Return the places that a text names; without guesses, which take their time."""
    states = known_directory().states
    if has_code:
        return read(text, states)
    found = named(text, states) or named_at_end(text, states)
    parts = [] if found or " " not in text else states.with_part(normalized(text))
    if len(parts) == 1:
        found = [of_state(parts[0], states)]
    return PlaceReading(tuple(found))


def is_meant(place: Place, words: Sequence[str], knows: Knows) -> bool:
    """Return whether a place is known enough for these words to mean it."""
    if place.kind in {PlaceKind.ZIP, PlaceKind.STATE}:
        return True
    if len(words) > len(place.name.split()):  # with its state, or "county"
        return True
    if place.kind is PlaceKind.COUNTY:
        return not COUNTY_WORDS.isdisjoint(words)
    if len(words) >= TELLING_NAME:
        return place.population >= KNOWN_VILLAGE
    least = KNOWN_CITY if all(map(knows, words)) else KNOWN_TOWN
    return place.population >= least


def is_zip_alone(words: Sequence[str]) -> bool:
    """Return whether all that stands beside a ZIP code is a place, too."""
    others = " ".join(word for word in words if not word.isdigit())
    found = read(others, known_directory().states)
    return not others or bool(found.places or found.problem)


def with_agency(text: str, core: str, rest: Sequence[str]) -> str:
    """Return the place with the agency of which an office is looked for, if any."""
    if len(rest) == len(text.split()):
        return core
    agency = " ".join(word for word in text.split() if word not in rest)
    whole = f"{agency} {core}"
    return whole if isinstance(look_up(whole), Found) else core


def guessed(words: Sequence[str], knows: Knows, corrected: Corrected) -> str:
    """Return the place whose name was misspelled, if nothing else can be meant."""
    text = " ".join(words)
    is_short = len(text) < FEWEST_TO_GUESS
    if is_short or len(words) > MOST_WORDS or any(knows(word) for word in words):
        return ""
    outcome = look_up(text)
    choices = outcome.choices if isinstance(outcome, DidYouMean) else ()
    if len(choices) != 1:
        return ""
    name = choices[0].name
    # "laundring" is nearer to a word of the site than to Landing, New Jersey.
    other = " ".join(corrected(word) or word for word in words)
    town = normalized(name.partition(",")[0])
    is_other = other not in {text, town} and not town.startswith(other)
    is_nearer = OSA.distance(text, other) <= OSA.distance(text, town)
    return "" if is_other and is_nearer else name
