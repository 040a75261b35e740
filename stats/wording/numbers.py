"""The numbers in a source's wording: “345”, “1.2 million”, “two dozen”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import pairwise
from typing import NamedTuple

from stats.wording.exactness import degrees_after, degrees_before

# fmt: off
ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    "seventeen", "eighteen", "nineteen",
]
TENS = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
]
# fmt: on
SMALL = {word: number for number, word in enumerate(ONES)} | {
    word: 10 * number for number, word in enumerate(TENS, start=2)
}
SMALLEST = "|".join(sorted(ONES, key=len, reverse=True))  # “seven” after “seventeen”
SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
MULTIPLIERS = SCALES | {"dozen": 12}
SIGNS = {"k": 10**3, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}

NUMERAL = re.compile(
    r"(?P<digits>\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d+(?:\.\d+)?|\.\d+)(?P<sign>[A-Za-z]*)"
)
SCALE_WORDS = re.compile(
    r"(?:[\s-]+(?:hundred|thousand|million|billion|trillion)\b)+", re.IGNORECASE
)
# “twenty-nine”, “two hundred and five”, “a million”: what one number is made of.
BELOW_100 = rf"(?:(?:{'|'.join(TENS)})(?:[\s-]+(?:{'|'.join(ONES[1:10])}))?|{SMALLEST})"
BELOW_1000 = (
    rf"(?:(?:an?|{BELOW_100})[\s-]+hundred(?:\s+(?:and\s+)?{BELOW_100})?|{BELOW_100})"
)
LARGE = r"(?:thousand|million|billion|trillion)"
GROUP = rf"(?:an?|{BELOW_1000})[\s-]+{LARGE}"
SPELLED = re.compile(
    rf"(?<![\w'-])(?:(?:an?|{BELOW_100})[\s-]+dozen"
    rf"|{GROUP}(?:\s+{GROUP})*(?:\s+(?:and\s+)?{BELOW_1000}(?!\w|[\s-]+{LARGE}))?"
    rf"|{BELOW_1000})(?![\w'])",
    re.IGNORECASE,
)
HALF = re.compile(
    r"\b(?:an?[\s-]+)?half[\s-]+(?:an?[\s-]+)?"
    r"(?P<scale>hundred|thousand|million|billion|trillion|dozen)\b",
    re.IGNORECASE,
)
# Fractions, which are ambiguous.
AND_A_PART = re.compile(
    r"\band\s+(?:an?\s+|one[\s-])?(?:half|third|quarter)\b", re.IGNORECASE
)
FRACTION = re.compile(
    r"\b(?:half|halves|(?:one|two|three)[\s-](?:third|quarter|fourth|fifth)s?"
    r"|(?:third|quarter|fifth)s?\s+of)\b|[½⅓⅔¼¾]",
    re.IGNORECASE,
)
DATE = re.compile(r"(?<!\d)\d+([-/.])\d+\1\d+(?!\d)")
NOT_A_COUNT = re.compile(r"(?:no\s+one|one\s+(?:of|another))\b", re.IGNORECASE)

RANGE = re.compile(
    r"\s*(?:[\u2013\u2014-]|to|through|and)\s*(?:US|U\.S\.)?[$€£]?\s*", re.I
)


@dataclass(frozen=True)
class Reading:
    """
    One number in a wording.

    `readings`: what it may stand for; more than one where the letters allow it, as in
    “5m”. `degrees`: how exact the words around it make it; `None` among them is one
    that the site has no word for.
    """

    start: int
    end: int
    readings: tuple[Decimal, ...]
    mantissa: Decimal
    degrees: tuple[str | None, ...] = ()


class Range(NamedTuple):
    low: Reading
    high: Reading


# More digits than a wording has characters, and zeros that “billion” stands for.
LONGEST = 300


def kept(number: Decimal) -> Decimal:
    """Round as the database keeps it."""
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP, Context(LONGEST))


def read(wording: str) -> list[Reading]:
    """
    Find the numbers in a wording, in its order.

    None is better than a wrong one: dates with a slash, ordinals, names such as MS-13,
    decades, and parts of something (“a third of”) are not read.
    """
    if AND_A_PART.search(wording):
        return []
    wording = DATE.sub(lambda match: "." * len(match[0]), wording)
    halves = list(HALF.finditer(wording))
    rest = HALF.sub(lambda match: " " * len(match[0]), wording)
    if FRACTION.search(rest):
        return []
    found = [
        Reading(m.start(), m.end(), (number,), number)
        for m in halves
        for number in [Decimal(MULTIPLIERS[m["scale"].lower()]) / 2]
    ]
    numerals = list(read_numerals(rest))
    for numeral in numerals:
        gap = " " * (numeral.end - numeral.start)
        rest = rest[: numeral.start] + gap + rest[numeral.end :]
    found += [*numerals, *read_spelled(rest)]
    found.sort(key=lambda one: one.start)
    return [
        replace(
            one,
            degrees=(
                *degrees_before(wording[: one.start]),
                *degrees_after(wording[one.end :]),
            ),
        )
        for one in share_scale(wording, found)
    ]


def read_numerals(wording: str) -> Iterator[Reading]:
    end = 0
    for match in NUMERAL.finditer(wording):
        before, after = wording[: match.start()], wording[match.end() :]
        follows = end == match.start() - 1 and before.endswith("-")
        if re.search(r"[\w/.,]$|[A-Za-z]-$", before) and not follows:
            continue
        sign = match["sign"].lower()
        if sign in {"st", "nd", "rd", "th", "s"} or re.match(r"/\d", after):
            continue
        mantissa = Decimal(re.sub(r"[^\d.]", "", match["digits"]))
        minus = re.search(r"(?:(?:^|[\s(])[-\u2212]|\bminus\s+)$", before, re.I)
        if minus:
            mantissa = -mantissa
        factors, end = factors_after(wording, match)
        yield Reading(
            match.start(), end, tuple(mantissa * each for each in factors), mantissa
        )


def factors_after(wording: str, match: re.Match[str]) -> tuple[list[int], int]:
    """Return what multiplies a numeral, and where that ends."""
    sign, is_money = match["sign"], wording[: match.start()].endswith("$")
    if not sign:
        words = SCALE_WORDS.match(wording, match.end())
        factor = 1
        for word in re.findall(r"[a-z]+", words[0].lower()) if words else []:
            factor *= SCALES[word]
        return [factor], words.end() if words else match.end()
    if sign == "M" or (is_money and sign.lower() in {"m", "mm"}):
        return [10**6], match.end()
    if sign == "m":  # million, or meters
        return [1, 10**6], match.end()
    return [SIGNS.get(sign.lower(), 1)], match.end()


def read_spelled(wording: str) -> Iterator[Reading]:
    for phrase in SPELLED.finditer(wording):
        before = wording[: phrase.start()]
        if NOT_A_COUNT.match(wording, phrase.start()) or re.search(
            r"\bno\s+$", before, re.IGNORECASE
        ):
            continue
        number = Decimal(add_up(re.findall(r"[a-z]+", phrase[0].lower())))
        if re.search(r"\bminus\s+$", before, re.IGNORECASE):
            number = -number
        yield Reading(phrase.start(), phrase.end(), (number,), number)


def add_up(words: list[str]) -> int:
    """Return 205 for “two”, “hundred”, “and”, “five”."""
    total = part = 0
    for word in words:
        if word in SMALL:
            part += SMALL[word]
        elif word in {"hundred", "dozen"}:
            part = max(part, 1) * MULTIPLIERS[word]
        elif word in SCALES:
            total += max(part, 1) * SCALES[word]
            part = 0
    return total + part


def share_scale(wording: str, found: list[Reading]) -> list[Reading]:
    """Read “$3-5 million” as 3 million to 5 million."""
    shared = list(found)
    for place, (low, high) in enumerate(pairwise(found)):
        between = wording[low.end : high.start]
        scale = high.readings[0] / high.mantissa if high.mantissa else 1
        if (
            RANGE.fullmatch(between)
            and low.readings == (low.mantissa,)
            and low.mantissa < high.mantissa
            and scale > 1
        ):
            shared[place] = replace(low, readings=(low.mantissa * scale,))
    return shared


def as_range(wording: str, found: list[Reading]) -> Range | None:
    """Return the two ends if the wording is one range and nothing else is counted."""
    if len(found) != 2:
        return None
    low, high = found
    between = wording[low.end : high.start]
    joined = RANGE.fullmatch(between)
    if not joined or low.readings[0] >= high.readings[0]:
        return None
    if "and" in between.lower() and not re.search(
        r"\bbetween\b", wording[: low.start], re.IGNORECASE
    ):
        return None
    return Range(low, high)
