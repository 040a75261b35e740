"""Passages that state something checkable, and have no citation and no figure."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pages.voice.passages import Passage

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November"
    "|December"
)
BODIES = (
    r"(?:[A-Z]\w+ )*(?:Department|Bureau|Service|Agency|Administration|Council|Center"
    r"|Office|Court|Congress|Committee|Cell|Guard|Task Force Alpha) (?:of|for|on) [A-Z]"
    r"|White House|Congress|Attorney General|Secretary of|National \w+ Council"
    r"|Homeland Security (?:Council|Investigations)|Law Enforcement Partners Council"
    r"|Interagency Fusion Cell|National Coordination Center"
)
# Always at hand, and about nobody: 911 and 24/7.
PLAIN_NUMBERS = re.compile(r"\b(?:911|24/7)\b|^\d+\. ")
NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|hundreds?|thousands?"
    r"|millions?|billions?) [a-z]"
)
DATE = re.compile(rf"\b(?:{MONTHS})\b(?! (?:not|be|have)\b)")
QUOTATION = re.compile(r"[“\"][^”\"]{3,}[”\"]")


@cache
def named(bodies: frozenset[str]) -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(bodies, key=len, reverse=True)))
    return re.compile(rf"\b(?:{BODIES}{'|' if names else ''}{names})(?:\b|$)")


def states_something(text: str, bodies: frozenset[str]) -> bool:
    rest = PLAIN_NUMBERS.sub("", text)
    return bool(
        NUMBER.search(rest)
        or DATE.search(rest)
        or QUOTATION.search(rest)
        or named(bodies).search(rest)
    )


def is_proved(passage: Passage) -> bool:
    return passage.is_cited or bool(passage.element.css.select_one(".inline-figure"))


def uncited(
    passages: Iterable[Passage], bodies: frozenset[str], apart: str
) -> Iterator[Passage]:
    """Yield what needs a citation and has none; `apart` selects what is no prose."""
    for passage in passages:
        if (
            passage.is_prose
            and not passage.text.endswith(":")  # what follows is cited
            and not is_proved(passage)
            and states_something(passage.text, bodies)
            and not (apart and passage.element.css.closest(apart))
        ):
            yield passage
