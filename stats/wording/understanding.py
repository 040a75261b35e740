"""
Which single value a whole wording states; none if a single character is left over.

`numbers.read` finds numbers inside running text. Here the wording is all there is, as a
value of the record has it. It is a number only if each part of it is understood: what
makes it more or less exact, the money, the digits, the unit. In “10,67” and “3,3O1” a
part is left over, so they are words, without a number.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from stats.wording.exactness import AFTER, BEFORE, degrees_after
from stats.wording.measures import measures
from stats.wording.numbers import SCALES, SMALL, Range, Reading, as_range, kept, read

LARGEST = Decimal(10) ** 13  # too large for the number's column
SPACE = "[ \u00a0\u2009\u202f]"
# 1,067 and 1067, never 01,067; the same separator between the thousands.
GROUPED = r"[1-9]\d{0,2}(?P<gap>[,\u00a0\u2009\u202f])\d{3}(?:(?P=gap)\d{3})*"
WHOLE = rf"(?:{GROUPED}|0|[1-9]\d*)"
SCALE = rf"(?:{SPACE}(?:{'|'.join(SCALES)})){{0,2}}"
NUMERAL = re.compile(
    rf"(?P<digits>{WHOLE}(?P<part>\.\d+)?)"
    rf"(?P<scale>(?P<letters>[A-Za-z]+)|{SCALE})",
    re.ASCII | re.IGNORECASE,
)
LETTERS = {"k", "K", "M", "m", "B", "mn", "bn", "tn"}
LETTERS_OF_MONEY = LETTERS | {"b", "MM", "mm"}
MINUS = re.compile(r"[-\u2212]|\bminus\b", re.IGNORECASE)
# No look-alike of another script is read as one of these.
PLAIN = re.compile(r"[ -~\u00a0\u2009\u202f\u2013\u2014\u2212\u2019£€]*")

MONEY = rf"(?:(?:US|U\.S\.){SPACE}?)?\$|[£€]"
# What may precede a number: words or signs for its exactness, and the currency.
SIGNS = rf"[<>~]{SPACE}*"
WORDS = rf"(?:{'|'.join(BEFORE)}|between|from|an?|the|minus)(?<!\W){SPACE}+"
LEADS = re.compile(rf"(?:{SIGNS}|{WORDS})*(?:{MONEY}|[-\u2212])?", re.IGNORECASE)
FOLLOWS_AT_ONCE = re.compile(rf"(?:{'|'.join(AFTER)})", re.IGNORECASE)
FOLLOWS = re.compile(
    rf"{SPACE}+(?:or (?:more|so|fewer|less)|at most)(?!\w)", re.IGNORECASE
)
UNITS = [
    r"per[ -]?cent",
    r"(?:U\.S\. |US )?dollars?|euros?",
    r"pounds?|lbs?|ounces?|oz",
    r"(?:metric |short |long )?(?:tons?|tonnes?)",
    r"kilo(?:gram)?s?|kg|grams?",
    r"people|persons?|individuals?",
]
UNIT = re.compile(
    rf"(?:{SPACE}?%|{SPACE}(?:{'|'.join(UNITS)}))(?![A-Za-z\d])", re.IGNORECASE
)
ONE_WORD = r"(?:[A-Za-z]\.)+|[A-Za-z]+(?:[-'\u2019][A-Za-z]+)*"
WORD = re.compile(rf"{SPACE}(?P<word>{ONE_WORD})(?!\S)")
NUMBER_WORDS = {
    *SMALL,
    *SCALES,
    *(f"{word}s" for word in SCALES),
    *("dozen", "dozens", "half", "quarter", "third", "point", "score"),
}
YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
SCALED = re.compile(rf"(?:{'|'.join(SCALES)}|\d[A-Za-z]+)$", re.IGNORECASE)
THOUSAND = 1000


@dataclass(frozen=True)
class Stated:
    """
    The one value that a wording states.

    `numbers`: what it may be; more than one where letters allow it, as in “5m”.
    `upper`: the higher end of a range. `degrees`: see `Reading`. `things`: the measure
    that the wording itself names, or else the words for what it counts, without ends.
    """

    numbers: tuple[Decimal, ...]
    upper: Decimal | None
    degrees: tuple[str | None, ...]
    things: frozenset[str]

    @property
    def degree(self) -> str | None:
        """How exact the outermost words make it; None if the site has no term."""
        return self.degrees[0] if self.degrees else "exactly"


@dataclass(frozen=True)
class NotStated:
    """Why a wording states no value: the part that is not understood, if any."""

    left_over: str = ""


def understand(wording: str, about: str = "") -> Stated | NotStated:
    """
    Parse the whole wording as one value, or as none.

    `about`: the unit and the label of the statistic, whose words may follow the
    number.
    """
    wording = re.sub(f"{SPACE}{{2,}}", " ", wording.strip())
    found = read(wording) if PLAIN.fullmatch(wording) else []
    if not found:
        return NotStated(first_digits(wording))
    span = as_range(wording, found)
    if len(found) > 1 and not span:
        return NotStated(wording[found[1].start : found[1].end])
    behind = things_behind(wording[found[-1].end :], about)
    left = unread_start(wording[: found[0].start], found) or behind.left_over
    for one in found:
        left = left or ill_written(wording, one)
    if span:
        left = left or unclear_range(wording, span)
    if left:
        return NotStated(left.strip())
    return Stated(
        numbers=found[0].readings,
        upper=span.high.readings[0] if span else None,
        degrees=(*found[0].degrees, *(behind.degrees or found[-1].degrees)),
        things=frozenset(measures(wording)) or behind.named,
    )


def first_digits(wording: str) -> str:
    """Return the first part of a wording that looks like a number."""
    parts = wording.split()
    return next((part for part in parts if any(map(str.isnumeric, part))), "")


def unread_start(text: str, found: list[Reading]) -> str:
    """Return what precedes the first number and is not understood."""
    leads = LEADS.match(text)
    left = text[leads.end() :] if leads else text
    if left:
        return left if left.strip() else text
    joins = re.search(r"\b(?:between|from)\b", text, re.IGNORECASE)
    if joins and len(found) == 1:
        return joins[0]
    # A minus that is not the number's own: “$-5”, “- 5”.
    return text if MINUS.search(text) and found[0].readings[0] >= 0 else ""


@dataclass(frozen=True)
class Behind:
    """What follows a number: the things it counts, and what is left over."""

    named: frozenset[str] = frozenset()
    degrees: tuple[str | None, ...] = ()
    left_over: str = ""


def things_behind(text: str, about: str) -> Behind:
    known = {stem(word) for word in re.findall(ONE_WORD, about)}
    named: set[str] = set()
    at_once = FOLLOWS_AT_ONCE.match(text)
    degrees = degrees_after(text)
    text = text[at_once.end() :] if at_once else text
    while text := text.rstrip():
        word = WORD.match(text)
        if not degrees and (match := FOLLOWS.match(text)):
            degrees = degrees_after(text)
        elif match := UNIT.match(text):
            pass
        elif word and is_thing(word["word"], known):
            match = word
            named.add(stem(word["word"]))
        else:
            return Behind(left_over=text)
        text = text[match.end() :]
    return Behind(frozenset(named), tuple(degrees))


def is_thing(word: str, known: set[str]) -> bool:
    return word.lower() not in NUMBER_WORDS and stem(word) in known


def stem(word: str) -> str:
    """Return the common stem of “arrests”, “arrest” and “arrested”."""
    return re.sub(r"(?:e?s|ed|ing)$", "", word.lower())


def ill_written(wording: str, one: Reading) -> str:
    """Return a number that is not written in full, or cannot be kept as written."""
    text = wording[one.start : one.end]
    if any(each != kept(each) or abs(each) >= LARGEST for each in one.readings):
        return text
    if not any(map(str.isnumeric, text)):
        return ""  # in letters, which `read` takes as a whole
    match = NUMERAL.fullmatch(text)
    if not match:
        return text
    is_money = bool(re.search(r"[$£€]$", wording[: one.start]))
    letters, part = match["letters"] or "", match["part"] or ""
    if letters and letters not in (LETTERS_OF_MONEY if is_money else LETTERS):
        return text
    # 1.067 is a thousand and more in half of Europe.
    return text if len(part) == len(".000") and not match["scale"] else ""


def unclear_range(wording: str, span: Range) -> str:
    """Return a range that is unclear: years, “twenty to thirty thousand”."""
    low, high = (wording[one.start : one.end] for one in span)
    is_scaled_once = SCALED.search(high) and not SCALED.search(low)
    is_shared = span.low.readings != (span.low.mantissa,)
    if (
        (YEAR.fullmatch(low) and YEAR.fullmatch(high))
        or len(span.high.readings) > 1
        or (is_scaled_once and not is_shared and span.low.readings[0] < THOUSAND)
    ):
        return wording[span.low.start : span.high.end]
    return ""
