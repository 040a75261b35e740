"""
Turns a reader's input into exactly one kind of result.

In this order: a ZIP code; the name or code of a state; a city with its state; a task
force or partner office by its whole name; a city, or a part of a state's name; an
office by some words of its name; and at last a guess, which is offered, not followed.
"""

import difflib
import re
import unicodedata
from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from places.cities import cities_named
from places.geography import states_by_prefix
from places.names import (
    ASSOCIATED,
    MILITARY,
    MILITARY_OFFICES,
    city_key,
    normalized,
)
from places.states import FEWEST_LETTERS, StateNames
from places.zip_codes import zip_code as known_zip_code
from regions.finder.office_names import offices_named
from regions.finder.results import LookupOutcome, LookupResult, PlaceChoice
from regions.models import Jurisdiction

# ASCII digits only: other scripts' digits are in no list of ZIP codes.
ZIP_CODE = re.compile(r"([0-9]{5})(?:[- ]?[0-9]{4})?")
NUMBER = re.compile(r"[0-9][0-9 -]*")
ENDS_IN_ZIP_CODE = re.compile(r"(.*[^0-9-])[ ,]([0-9]{5})(?:-[0-9]{4})?")
MAX_LENGTH = 80


def look_up(text: str) -> LookupResult:
    """Find the places that a text may mean, in at most three queries."""
    query = tidied(text)
    if len(query) > MAX_LENGTH:
        return LookupResult(query[:MAX_LENGTH])
    return Lookup(query).find()


def tidied(text: str) -> str:
    """Normalize full-width letters, spaces and dashes."""
    sound = text.encode(errors="replace").decode().replace("\x00", " ")
    plain = re.sub("[\u2010-\u2015\u2212]", "-", unicodedata.normalize("NFKC", sound))
    return " ".join(plain.split())


class Lookup:
    """One question, and what the database knows that may answer it."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.wanted = normalized(query)
        self.known = {place.code: place for place in Jurisdiction.objects.in_use()}
        self.names = StateNames({code: each.name for code, each in self.known.items()})

    def find(self) -> LookupResult:
        if match := ZIP_CODE.fullmatch(self.query):
            return self.by_zip(match[1])
        if NUMBER.fullmatch(self.query):
            return self.result(LookupOutcome.NOT_A_ZIP, [])
        if match := ENDS_IN_ZIP_CODE.fullmatch(self.query):
            return self.by_address(match[1], match[2])
        if code := self.names.code(self.wanted):
            return self.of([code])
        return self.by_city_and_state() or self.by_name()

    # Queries that lead to one state

    def by_zip(self, zip_code: str) -> LookupResult:
        row = known_zip_code(zip_code)
        beginning = states_by_prefix().get(zip_code[:3], set())
        if row is None:
            return self.result(LookupOutcome.UNKNOWN_ZIP, beginning)
        if row.kind == "special":
            return self.result(LookupOutcome.SPECIAL_ZIP, [])
        if row.is_retired:
            return self.result(LookupOutcome.RETIRED, [row.state])
        if row.kind == "doubtful" and len(beginning) > 1:
            return self.of({row.state, *beginning}, zip_code=zip_code)
        return self.of([row.state], zip_code=zip_code)

    def by_address(self, words: str, zip_code: str) -> LookupResult:
        """Trust the ZIP code at the end, unless the words before it name a state."""
        found = self.by_zip(zip_code)
        _head, named = self.names.split(normalized(words))
        meant = {choice.jurisdiction.code for choice in found.choices}
        if not named or not meant or named in meant:
            return found
        return self.of({named, *meant})

    def by_city_and_state(self) -> LookupResult | None:
        head, code = self.names.split(self.wanted)
        is_office = code in MILITARY and head in MILITARY_OFFICES
        if code and head and (is_office or cities_named(city_key(head), code)):
            return self.of([code])
        return None

    # Queries that may lead to several

    def by_name(self) -> LookupResult:
        offices = offices_named(self.query, self.known)
        if offices.states and offices.is_whole_name:
            return self.of(offices.states, why=offices.states)
        in_part = self.names.with_part(self.wanted)
        cities = {city.state for city in cities_named(city_key(self.wanted))}
        if in_part or cities:
            why = {
                code: _("has a city or town of this name")
                for code in cities
                if in_part and code not in in_part
            }
            return self.of({*in_part, *cities}, why=why, is_city=not in_part)
        if offices.is_too_many:
            return self.result(LookupOutcome.TOO_MANY, [])
        if offices.states:
            return self.of(offices.states, why=offices.states)
        return self.by_guess()

    def by_guess(self) -> LookupResult:
        head, code = self.names.split(self.wanted)
        if head and code in self.known:
            name = normalized(self.known[code].name)
            if "," in self.query or self.wanted.endswith(name):
                return self.result(LookupOutcome.SUGGESTION, [code])
        if guesses := self.closest():
            return self.result(LookupOutcome.SUGGESTION, guesses)
        return self.result(LookupOutcome.NONE, [])

    def closest(self) -> list[str]:
        """Return the states whose names are most similar to the words, best first."""
        codes = self.names.codes.items()
        names = {
            name: code
            for name, code in codes
            if code in self.known and len(name) > FEWEST_LETTERS
        }
        # "Teksas" is this close to "Texas", and to no other. One or two letters are not
        # this close to any of the names.
        close = difflib.get_close_matches(self.wanted, names, n=3, cutoff=0.72)
        return list(dict.fromkeys(names[name] for name in close))

    # The result

    def of(self, codes: Collection[str], **more: Any) -> LookupResult:
        """Return one place or several, or say why none has a page."""
        if not self.known.keys().isdisjoint(codes):
            outcome = LookupOutcome.ONE if len(codes) == 1 else LookupOutcome.SEVERAL
        elif not MILITARY.isdisjoint(codes):
            outcome = LookupOutcome.MILITARY
        elif not ASSOCIATED.isdisjoint(codes):
            outcome = LookupOutcome.ASSOCIATED
        else:
            outcome = LookupOutcome.NONE
        return self.result(outcome, codes, **more)

    def result(
        self,
        outcome: LookupOutcome,
        codes: Collection[str],
        why: dict[str, str] | None = None,
        **more: Any,
    ) -> LookupResult:
        """Put a result together; `why` says of a state why it is offered."""
        reasons = why or {}
        choices = [
            PlaceChoice(self.known[code], reasons.get(code, ""))
            for code in codes
            if code in self.known
        ]
        if outcome is not LookupOutcome.SUGGESTION:  # the closest name stands first
            choices.sort(key=lambda choice: choice.jurisdiction.name)
        is_associated = not ASSOCIATED.isdisjoint(codes)
        return LookupResult(
            self.query, outcome, choices, is_associated=is_associated, **more
        )
