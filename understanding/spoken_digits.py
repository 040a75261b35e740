"""
Digits as people say them, one after the other: "one four one five nine".

"Thirty two" alone is a number like others and is left as it is, as is whatever has
"hundred" or "thousand" in it.
"""

import re

ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen"]
TEENS += ["fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
VALUES = {
    **{word: str(value) for value, word in enumerate(ONES)},
    **{word: str(value) for value, word in enumerate(TEENS, 10)},
    "oh": "0",
}
GROUP = re.compile(
    rf"(?:({'|'.join(TENS)})(?:[ -]({'|'.join(ONES[1:])})\b)?"
    rf"|({'|'.join([*TEENS, *ONES, 'oh'])}))\b",
    re.IGNORECASE,
)
ROW = re.compile(
    rf"\b{GROUP.pattern}(?:[ -]{GROUP.pattern})+"
    r"(?! (?:hundred|thousand|million|billion|point|percent|years?)\b)",
    re.IGNORECASE,
)
BIG_BEFORE = re.compile(r"\b(?:hundred|thousand|million|and|point) $", re.IGNORECASE)
FEWEST_DIGITS = 3


def with_digits(text: str) -> str:
    """Return a text with rows of at least three spoken digits as a number."""
    return ROW.sub(in_digits, text)


def in_digits(row: re.Match[str]) -> str:
    digits = "".join(map(digits_of, GROUP.finditer(row[0])))
    is_part = BIG_BEFORE.search(row.string[: row.start()])
    return row[0] if is_part or len(digits) < FEWEST_DIGITS else digits


def digits_of(group: re.Match[str]) -> str:
    tens, one, word = group.groups()
    if word:
        return VALUES[word.lower()]
    return f"{TENS.index(tens.lower()) + 2}{VALUES[one.lower()] if one else 0}"
