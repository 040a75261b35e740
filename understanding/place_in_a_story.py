"""
The place in a longer text of somebody who asks whom to call, as people speak.

"I'm a county commissioner in Iowa, is there anything near Des Moines": the asking words
are plain, and the place follows a word such as "in" or "near".
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from places.place import Place, PlaceKind
from understanding.distress import OF_A_CASE
from understanding.phrases import as_text, has_any
from understanding.place_words import KNOWN_CITY, KNOWN_TOWN, Knows, reading_of
from understanding.small_words import LISTS, SMALL

BEFORE = LISTS["BEFORE_A_PLACE"]
NEAR = frozenset({"near", "around", "nearest", "closest", "outside", "by", "to"})
LONGEST = 5  # words of a place and its state
MOST_LOOKED_UP = 24  # runs of words of a text
ASKS = (
    "who|whom|whos * call|talk|contact|reach|covers|cover|covering|serves|serve"
    "|handles|handle|speak|write|email|responsible",
    "what|which office|offices|agents|division",
    "is|are|any|do|have * office|offices|agent|agents|anything|anybody|anyone|somebody"
    "|someone|one|force * near|around|in|by|close|nearby|here",
    "nearest|closest",
    "near|around|nearby|close|local & office|offices|contact|number|agent|agents"
    "|anything|anybody|phone",
    "need|want|looking|find|get * number|contact|phone|help|office|email|address",
    "a quien|quienes * llamo|llamar|contacto|contactar|hablo",
    "hay|donde * oficina|oficinas|agentes",
)


def place_told(words: Sequence[str], knows: Knows) -> str:
    """Return the place of somebody who asks whom to call there; "" if nobody does."""
    text = as_text(words)
    if not has_any(text, ASKS) or has_any(text, OF_A_CASE):
        return ""
    found = list(places_after_words(words, knows))
    if not found:
        return ""
    # "in Iowa, near Des Moines"
    chosen = next((each for each in found if each[0] in NEAR), found[0])
    _before, told, place = chosen
    states = [where for _before, where, each in found if each.kind is PlaceKind.STATE]
    if states and place.kind is not PlaceKind.STATE:
        whole = f"{told} {states[0]}"
        return whole if reading_of(whole, has_code=False).places else told
    return told


def places_after_words(
    words: Sequence[str], knows: Knows
) -> Iterator[tuple[str, str, Place]]:
    """Yield the word before each place, its own words, and the place."""
    looked_up = 0
    for start, before in enumerate(words[:-1], 1):
        if before not in BEFORE:
            continue
        run = tuple(takewhile(is_of_a_name, words[start : start + LONGEST]))
        for length in range(len(run), 0, -1):
            looked_up += 1
            if looked_up > MOST_LOOKED_UP:
                return
            if place := meant_by(run[:length], knows):
                yield before, " ".join(run[:length]), place
                break


def is_of_a_name(word: str) -> bool:
    return word in LISTS["OF_NAMES"] or word not in SMALL


def meant_by(words: Sequence[str], knows: Knows) -> Place | None:
    """Return the place of these words, if it is one that people would name so."""
    words = [word for word in words if word not in {"the", "rural"}]
    name = " ".join(words)
    for place in reading_of(name, has_code=False).places:
        if place.kind is not PlaceKind.CITY:
            return place if len(name) > 2 else None  # "in me"
        is_with_state = len(words) > len(place.name.split())
        least = KNOWN_CITY if all(map(knows, words)) else KNOWN_TOWN
        return place if is_with_state or place.population >= least else None
    return None
