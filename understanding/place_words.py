"""
The words of a text that name a place, for the finder.

Only if all else in the text asks whom to call there: in "fentanyl arrests in Houston"
the subject is the arrests, so no office stands above them.
"""

from collections.abc import Callable, Collection, Sequence

from finder.known import known_directory
from finder.look_up import look_up
from finder.outcomes import DidYouMean, Found
from finder.words import agency_words
from places.place import Place, PlaceKind
from places.reading import read
from understanding.small_words import LISTS, SMALL

ASKS_WHOM = LISTS["ASKS_WHOM"]
# Small or asking words with which the names of places begin or end.
OF_NAMES = LISTS["OF_NAMES"]
COUNTY_WORDS = frozenset({"county", "parish", "borough", "condado", "municipio"})
MOST_WORDS = 6
CODE_LENGTH = 2  # of a state
KNOWN_TOWN = 25_000  # people of a town whose name alone means it
KNOWN_CITY = 100_000  # even if its name is a word of the site, too
ZIP_LENGTH = 5
FEWEST_TO_GUESS = 6  # letters

Knows = Callable[[str], bool]


def place_in(
    words: Sequence[str], knows: Knows, taught: Collection[str] = frozenset()
) -> str:
    """
    Return the words for the finder; "" if the text is about something else.

    `knows`: whether the site has a word. `taught`: words of which editors have said
    what they mean.
    """
    text = " ".join(joined_letters(words))
    known = known_directory()
    agency = agency_words(text, known.agency_names)
    rest = (agency.rest if agency else text).split()
    for core in cores(rest):
        if is_place(core, knows, taught):
            return with_agency(text, core, rest)
    return guessed(rest, knows) if not agency else ""


def joined_letters(words: Sequence[str]) -> list[str]:
    """Return "fbi" for "f b i"."""
    found: list[str] = []
    spelled = False
    for word in words:
        is_letter = len(word) == 1 and word.isalpha() and word != "a"
        if is_letter and spelled:
            found[-1] += word
        else:
            found.append(word)
        spelled = is_letter
    return found


def cores(words: Sequence[str]) -> list[str]:
    """Return what remains without the words that ask whom to call, longest first."""
    named = [
        place
        for place, word in enumerate(words)
        if word not in ASKS_WHOM and (word not in SMALL or len(words) == 1)
    ]
    if not named:
        return []
    first, end = named[0], named[-1] + 1
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
    found = read(text, known_directory().states)
    named = [word for word in words if word not in SMALL]
    if len(named) == 1 and named[0] in taught:
        return False
    if found.problem is not None:
        return bool(found.places or any(len(word) == ZIP_LENGTH for word in words))
    return any(is_meant(place, words, knows) for place in found.places)


def is_meant(place: Place, words: Sequence[str], knows: Knows) -> bool:
    """Return whether a place is known enough for these words to mean it."""
    if place.kind is PlaceKind.ZIP:
        return is_zip_alone(words) and not any(map(knows, words))
    if place.kind is PlaceKind.STATE:
        return True
    if len(words) > len(place.name.split()):  # with its state, or "county"
        return True
    if place.kind is PlaceKind.COUNTY:
        return not COUNTY_WORDS.isdisjoint(words)
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


def guessed(words: Sequence[str], knows: Knows) -> str:
    """Return the place whose name was misspelled, if nothing else can be meant."""
    text = " ".join(words)
    if len(text) < FEWEST_TO_GUESS or any(knows(word) for word in words):
        return ""
    outcome = look_up(text)
    choices = outcome.choices if isinstance(outcome, DidYouMean) else ()
    return choices[0].name if len(choices) == 1 else ""
