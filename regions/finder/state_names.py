"""The states and territories of the directory, found by what people call them."""

import difflib
import functools
import re

from regions.finder.place_names import codes_by_name, normalized
from regions.models import Jurisdiction

MOST_WORDS = 4  # as in "armed forces the americas"
FEWEST_LETTERS = 3  # needed to match part of a name, or to guess


class StateNames:
    """All names of the places in use, normalized: own, everyday, Spanish, codes."""

    def __init__(self, places: dict[str, Jurisdiction]) -> None:
        self.places = places

    @functools.cached_property
    def codes(self) -> dict[str, str]:
        """Map every name to its postal code."""
        return (
            codes_by_name()
            | {code.lower(): code for code in self.places}
            | {normalized(place.name): code for code, place in self.places.items()}
        )

    @functools.cached_property
    def joined(self) -> dict[str, str]:
        """Map the same without spaces, so that "N. Y." and "N.Mex." are found."""
        return {name.replace(" ", ""): code for name, code in self.codes.items()}

    def code(self, words: str) -> str:
        """Return the postal code of a state by any of its names, or nothing."""
        shorter = words.removesuffix(" state")
        found = (self.joined.get(each.replace(" ", "")) for each in (words, shorter))
        return next(filter(None, found), "")

    def split(self, words: str) -> tuple[str, str]:
        """Split "springfield new york" into the words before, and the state's code."""
        each = words.split()
        for length in range(min(MOST_WORDS, len(each)), 0, -1):
            if code := self.code(" ".join(each[-length:])):
                return " ".join(each[:-length]), code
        return words, ""

    def with_part(self, words: str) -> list[str]:
        """Return the states of which a name has these words: "dakota", "virgin isl"."""
        if len(words) < FEWEST_LETTERS:
            return []
        start = re.compile(rf"\b{re.escape(words)}")
        return [
            code
            for code, place in self.places.items()
            if start.search(normalized(place.name))
        ]

    def closest(self, words: str) -> list[str]:
        """Return the states whose names are most similar to these words, best first."""
        names = [
            name
            for name, code in self.codes.items()
            if code in self.places and len(name) > FEWEST_LETTERS
        ]
        # "Teksas" is this close to "Texas", and to no other. One or two letters are not
        # this close to any of the names.
        close = difflib.get_close_matches(words, names, n=3, cutoff=0.72)
        return list(dict.fromkeys(self.codes[name] for name in close))
