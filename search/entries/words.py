"""Words of entries: joined texts, and numbers in every way that people write them."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from regions.models.dialing import phone_number
from sources.models import Source
from stats.wording.numbers import read

ABBREVIATED = {10**3: "k", 10**6: "million", 10**9: "billion"}
UNIT_SIZE = 1000


def joined(*parts: str, sign: str = " ") -> str:
    """Return those that are not empty, with a sign between them."""
    return sign.join(part for part in parts if part)


def lines(parts: Iterable[str]) -> str:
    """Return each once, on a line of its own."""
    return "\n".join(dict.fromkeys(part for part in parts if part))


def written(number: Decimal) -> Iterator[str]:
    """Yield a number as people type it: 3266, 3,266; 200600, 200,600, 200.6k."""
    plain = f"{number.normalize():f}"
    yield plain
    if abs(number) >= UNIT_SIZE:
        yield f"{Decimal(plain):,}"
    for size, word in ABBREVIATED.items():
        part = (number / size).normalize()
        if abs(part) >= 1 and int(part.as_tuple().exponent) >= -1:
            yield f"{part:f}{word}" if len(word) == 1 else f"{part:f} {word}"


def numbers_of(wording: str) -> Iterator[str]:
    """Yield the numbers of a wording in every spelling."""
    for reading in read(wording):
        for number in reading.readings:
            yield from written(number)


def spellings(published: str) -> Iterator[str]:
    """Yield a telephone number in every spelling; anything else as it is published."""
    yield published
    number = phone_number(published)
    if number is None:
        return
    digits = str(number.national_number)
    yield digits
    if number.country_code == 1 and len(digits) == 10:
        area, middle, last = digits[:3], digits[3:6], digits[6:]
        yield f"{area}-{middle}-{last}"
        yield f"({area}) {middle}-{last}"
        yield f"1{digits}"


def said_by(source: Source) -> str:
    """Return the name of a source, with its date unless the name has it."""
    date = source.date_text if source.date else ""
    return joined(source.title, "" if date in source.title else date, sign=", ")


def first_sentence(text: str) -> str:
    """
    Return the first sentence: not what stands before the dot of "U.S.", nor a heading.

    A heading is a line of its own that ends without a sign.
    """
    for line in text.split("\n"):
        if found := re.match(r".+?[a-z0-9)”%][.?!](?=\s|$)", line):
            return found[0]
    return text
