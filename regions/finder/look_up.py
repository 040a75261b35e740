"""
Turns what a reader types into an answer, of exactly one kind.

In this order: a ZIP code; the name or code of a state; a city with its state; a task
force or partner office by its whole name; a city, or a part of a state's name; an
office by some words of its name; and at last a guess, which is offered, not followed.
"""

import difflib
import functools
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from regions.finder.place_names import (
    ASSOCIATED,
    MILITARY,
    city_key,
    codes_by_name,
    normalized,
)
from regions.finder.zip_codes import (
    is_doubtful,
    is_special,
    states_by_city,
    states_by_prefix,
    zip_rows,
)
from regions.models.jurisdiction import Jurisdiction
from regions.models.office import Office
from regions.models.region import Region

# The digits are ASCII only: Arabic ones, for example, stand in no list of ZIP codes.
ZIP_CODE = re.compile(r"([0-9]{5})(?:[- ]?[0-9]{4})?")
NUMBER = re.compile(r"[0-9][0-9 -]*")
ENDS_IN_ZIP_CODE = re.compile(r"(.*[^0-9-])[ ,]([0-9]{5})(?:-[0-9]{4})?")
MAX_LENGTH = 80
LONGEST_STATE = 4  # words, as in "armed forces the americas"
FEWEST_LETTERS = 3  # of a part of a name, and of a word worth a guess
MOST_WORDS = 8  # of an office's name that are compared
MOST_OFFICES = 10  # more would be a list, not an answer
MOST_ROWS = 60  # of offices with the states that they cover, in one query
MOST_GUESSES = 3
CLOSENESS = 0.72  # "Teksas" is that close to "Texas", and to no other

# The name of a body, and the codes of the state it is based in and of one it covers.
Named = tuple[str, str | None, str | None]


class Outcome(Enum):
    ONE = "one"
    SEVERAL = "several"
    TOO_MANY = "too-many"
    SUGGESTION = "suggestion"
    RETIRED = "retired"
    UNKNOWN_ZIP = "unknown-zip"
    SPECIAL_ZIP = "special-zip"
    NOT_A_ZIP = "not-a-zip"
    MILITARY = "military"
    ASSOCIATED = "associated"
    NONE = "none"


@dataclass(frozen=True)
class Choice:
    """A place to choose, and why it is offered."""

    jurisdiction: Jurisdiction
    why: str = ""


@dataclass(frozen=True)
class Finding:
    """
    What a look-up found. `choices` are the places to show or to choose from.

    `is_city`: they are the states that have a city of this name.
    `is_associated`: it may also stand for a freely associated state, which has no page.
    """

    query: str
    outcome: Outcome = Outcome.NONE
    choices: list[Choice] = field(default_factory=list)
    zip_code: str = ""
    is_city: bool = False
    is_associated: bool = False

    @property
    def jurisdictions(self) -> list[Jurisdiction]:
        return [choice.jurisdiction for choice in self.choices]

    @property
    def address(self) -> str:
        """Where the one answer stands; a ZIP code goes along, to sort by distance."""
        url = self.jurisdictions[0].url
        return f"{url}?zip={self.zip_code}" if self.zip_code else url


def look_up(text: str) -> Finding:
    """Find the places that a text may mean, in at most three queries."""
    query = tidied(text)
    if len(query) > MAX_LENGTH:
        return Finding(query[:MAX_LENGTH])
    return LookUp(query).find()


def tidied(text: str) -> str:
    """Write full-width letters and all spaces and dashes in the plain way."""
    sound = text.encode(errors="replace").decode().replace("\x00", " ")
    plain = re.sub("[\u2010-\u2015\u2212]", "-", unicodedata.normalize("NFKC", sound))
    return " ".join(plain.split())


class LookUp:
    """One question, and what the database knows that may answer it."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.wanted = normalized(query)
        self.known = {row.code: row for row in Jurisdiction.objects.in_use()}

    @functools.cached_property
    def names(self) -> dict[str, str]:
        """Map every name of a state, normalized, to its postal code."""
        own = {normalized(row.name): code for code, row in self.known.items()}
        codes = {code.lower(): code for code in self.known}
        return codes_by_name() | codes | own

    @functools.cached_property
    def joined(self) -> dict[str, str]:
        """Give the same without spaces, so that "N. Y." and "N.Mex." are found."""
        return {name.replace(" ", ""): code for name, code in self.names.items()}

    def find(self) -> Finding:
        if match := ZIP_CODE.fullmatch(self.query):
            return self.by_zip(match[1])
        if NUMBER.fullmatch(self.query):
            return self.answer(Outcome.NOT_A_ZIP, [])
        if match := ENDS_IN_ZIP_CODE.fullmatch(self.query):
            return self.by_address(match[1], match[2])
        if code := self.state(self.wanted):
            return self.of([code])
        return self.by_city_and_state() or self.by_name()

    # What leads to a state

    def by_zip(self, zip_code: str) -> Finding:
        row = next(iter(zip_rows(zip_code)), None)
        beginning = states_by_prefix().get(zip_code[:3], set())
        if row is None:
            return self.answer(Outcome.UNKNOWN_ZIP, beginning)
        if is_special(row):
            return self.answer(Outcome.SPECIAL_ZIP, [])
        if not row["active"]:
            return self.answer(Outcome.RETIRED, [row["state"]])
        if is_doubtful(row) and len(beginning) > 1:
            return self.of({row["state"], *beginning}, zip_code=zip_code)
        return self.of([row["state"]], zip_code=zip_code)

    def by_address(self, words: str, zip_code: str) -> Finding:
        """Trust the ZIP code at the end, unless the words before it name a state."""
        found = self.by_zip(zip_code)
        _head, named = self.split(normalized(words))
        meant = {row.code for row in found.jurisdictions}
        if not named or not meant or named in meant:
            return found
        return self.of({named, *meant})

    def state(self, words: str) -> str:
        """Give the postal code of a state by any of its names, or nothing."""
        shorter = words.removesuffix(" state")
        found = (self.joined.get(each.replace(" ", "")) for each in (words, shorter))
        return next(filter(None, found), "")

    def split(self, words: str) -> tuple[str, str]:
        """Part "springfield new york" into the words before, and the state's code."""
        each = words.split()
        for length in range(min(LONGEST_STATE, len(each)), 0, -1):
            head, tail = " ".join(each[:-length]), " ".join(each[-length:])
            if code := self.state(tail):
                return head, code
        return words, ""

    def by_city_and_state(self) -> Finding | None:
        head, code = self.split(self.wanted)
        if code and head and code in states_by_city().get(city_key(head), set()):
            return self.of([code])
        return None

    # What may lead to several

    def by_name(self) -> Finding:
        named, is_whole = self.by_office()
        if named and is_whole:
            return self.of(named, why=named)
        in_part = self.in_part()
        cities = states_by_city().get(city_key(self.wanted), set())
        if in_part or cities:
            inside = _("has a city or town of this name")
            why = {code: inside for code in cities if in_part and code not in in_part}
            return self.of({*in_part, *cities}, why=why, is_city=not in_part)
        if named is None:
            return self.answer(Outcome.TOO_MANY, [])
        return self.of(named, why=named) if named else self.by_guess()

    def in_part(self) -> list[str]:
        """Give the states of which a name has these words: "dakota", "virgin isl"."""
        if len(self.wanted) < FEWEST_LETTERS:
            return []
        start = re.compile(rf"\b{re.escape(self.wanted)}")
        return [
            code
            for code, row in self.known.items()
            if start.search(normalized(row.name))
        ]

    def by_office(self) -> tuple[dict[str, str] | None, bool]:
        """
        Give the states of the task forces and offices of this name, with their names.

        And whether it is their whole name. None stands for too many to choose from.
        Only what fits is read, never the whole list.
        """
        words = re.findall(r"[^\W_]+", self.query)[:MOST_WORDS]
        if not any(len(word) >= FEWEST_LETTERS for word in words):
            return {}, False
        rows = [
            row
            for bodies in (Region.objects.published(), Office.objects.published())
            for row in named_rows(bodies, words)
        ]
        whole = [row for row in rows if normalized(row[0]) == self.wanted]
        if not whole and len({row[0] for row in rows}) > MOST_OFFICES:
            return None, False
        return self.covered(whole or rows), bool(whole)

    def covered(self, rows: list[Named]) -> dict[str, str]:
        """Map states to who covers them, or is based there if it covers none."""
        found: dict[str, list[str]] = {}
        for name, based, covers in rows:
            code = covers or based or ""
            if code in self.known and name not in found.setdefault(code, []):
                found[code].append(name)
        return {code: ", ".join(names) for code, names in found.items()}

    def by_guess(self) -> Finding:
        head, code = self.split(self.wanted)
        if head and code in self.known:
            name = normalized(self.known[code].name)
            if "," in self.query or self.wanted.endswith(name):
                return self.answer(Outcome.SUGGESTION, [code])
        if len(self.wanted) < FEWEST_LETTERS:
            return self.answer(Outcome.NONE, [])
        names = [
            name
            for name, code in self.names.items()
            if code in self.known and len(name) > FEWEST_LETTERS
        ]
        close = difflib.get_close_matches(self.wanted, names, MOST_GUESSES, CLOSENESS)
        guesses = list(dict.fromkeys(self.names[name] for name in close))
        return self.answer(Outcome.SUGGESTION if guesses else Outcome.NONE, guesses)

    # The answer

    def answer(self, outcome: Outcome, codes: Iterable[str], **more: Any) -> Finding:
        """Put an answer together; `why` says of a state why it is offered."""
        codes, why = list(codes), more.pop("why", {})
        choices = [
            Choice(self.known[code], why.get(code, ""))
            for code in codes
            if code in self.known
        ]
        if outcome is not Outcome.SUGGESTION:  # where the closest name stands first
            choices.sort(key=lambda choice: choice.jurisdiction.name)
        is_associated = bool(ASSOCIATED & set(codes))
        return Finding(
            self.query, outcome, choices, is_associated=is_associated, **more
        )

    def of(self, codes: Collection[str], **more: Any) -> Finding:
        """Answer with one place or several, or say why none has a page."""
        if self.known.keys() & set(codes):
            outcome = Outcome.ONE if len(codes) == 1 else Outcome.SEVERAL
        elif MILITARY & set(codes):
            outcome = Outcome.MILITARY
        elif ASSOCIATED & set(codes):
            outcome = Outcome.ASSOCIATED
        else:
            outcome = Outcome.NONE
        return self.answer(outcome, codes, **more)


def named_rows(bodies: "QuerySet[Any]", words: list[str]) -> list[Named]:
    """Read bodies that have all the words in their names, one row for each coverage."""
    fits = Q()
    for word in words:  # each begins a word of the name; Django escapes % and _
        fits &= Q(name__icontains=word)  # first, as it rules out most names at once
        fits &= (
            Q(name__istartswith=word)
            | Q(name__icontains=f" {word}")
            | Q(name__icontains=f"-{word}")
        )
    return list(
        # A whole name is never longer than another that has its words.
        bodies.filter(fits)
        .order_by(Length("name"), "name")
        .values_list("name", "state__code", "coverages__jurisdiction__code")[:MOST_ROWS]
    )
