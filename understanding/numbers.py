"""Numbers in every spelling: “3,266”, “200.6k”, “91 metric tons”, telephone numbers."""

import re
from decimal import Decimal
from typing import NamedTuple

from stats.wording.numbers import read

PHONE = re.compile(
    r"(?<![\w.])(?:\+?1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]?\d{4}(?!\w)"
    r"|(?<![\w.])1?\d{10}(?!\w)"
)
# A point or a space between thousands, as in much of the world.
FOREIGN = re.compile(r"(?<![\w.,])\d{1,3}(?:[. ]\d{3})+(?![.,]?\w)")
US_DIGITS = 10


class TypedNumber(NamedTuple):
    """Where a number stands in a text, and its digits as the index keeps them."""

    start: int
    end: int
    digits: tuple[str, ...]


def numbers_in(text: str) -> list[TypedNumber]:
    """Return the numbers of a text that are more than a plain row of digits."""
    found: list[TypedNumber] = []
    taken = text
    for pattern, plain in ((PHONE, phone_digits), (FOREIGN, bare_digits)):
        for match in pattern.finditer(taken):
            found.append(TypedNumber(match.start(), match.end(), (plain(match[0]),)))
        taken = pattern.sub(lambda match: "." * len(match[0]), taken)
    for one in read(taken):
        if taken[one.start : one.end].lower() == "one":
            continue  # "the one in charge"
        digits = tuple(dict.fromkeys(map(plain_digits, one.readings)))
        found.append(TypedNumber(one.start, one.end, digits))
    return sorted(found)


def phone_digits(text: str) -> str:
    return bare_digits(text)[-US_DIGITS:]


def bare_digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def plain_digits(number: Decimal) -> str:
    """Return "3266" or "200.6": no separators, no empty decimals."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
