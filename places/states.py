"""The states and territories in use, found by what people call them."""

import functools
import re
from collections.abc import Iterator, Mapping

from places.names import codes_by_name, normalized

MOST_WORDS = 4  # as in "armed forces the americas"
FEWEST_LETTERS = 3  # needed to match part of a name


class StateNames:
    """
    All names of the places in use, normalized: own, everyday, Spanish, codes.

    `names` are those that editors wrote, by postal code.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    @functools.cached_property
    def codes(self) -> dict[str, str]:
        """Map every name to its postal code."""
        return (
            codes_by_name()
            | {code.lower(): code for code in self.names}
            | {normalized(name): code for code, name in self.names.items()}
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

    def splits(self, words: str) -> Iterator[tuple[str, str]]:
        """Yield each way to split "springfield new york": words, and a state's code."""
        each = words.split()
        for length in range(min(MOST_WORDS, len(each)), 0, -1):
            if code := self.code(" ".join(each[-length:])):
                yield " ".join(each[:-length]), code

    def split(self, words: str) -> tuple[str, str]:
        """Return the split with the longest name of a state; without one, no code."""
        return next(self.splits(words), (words, ""))

    def splits_first(self, words: str) -> Iterator[tuple[str, str]]:
        """Yield the same for "new york springfield": the words after the state."""
        each = words.split()
        for length in range(min(MOST_WORDS, len(each) - 1), 0, -1):
            if code := self.code(" ".join(each[:length])):
                yield " ".join(each[length:]), code

    def with_part(self, words: str) -> list[str]:
        """Return the states of which a name has these words: "dakota", "virgin isl"."""
        if len(words) < FEWEST_LETTERS:
            return []
        start = re.compile(rf"\b{re.escape(words)}")
        return [
            code for code, name in self.names.items() if start.search(normalized(name))
        ]
