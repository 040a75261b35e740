"""
Turns what a reader types into exactly one kind of outcome, without a query when warm.

In this order: a task force or an office by its whole name; an agency that has offices,
with a place or alone; a place; some words of the name of an office; and at last a
guess, which is offered, never followed. What is none of these is for the search.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from finder import outcomes
from finder.choosing import Choosing, Named
from finder.known import KnownDirectory, known_directory
from finder.outcomes import Choice, Offered, Outcome
from finder.words import (
    NEAR_ME,
    OF_NO_PLACE,
    agency_words,
    bare,
    fits,
    name_key,
    words_of,
)
from places.place import Place, PlaceKind, PlaceProblem, PlaceReading
from places.reading import read

MAX_LENGTH = 200
MOST_NAMES = 60  # that are listed; with more, the reader has to say which
CODE_LENGTH = 2  # of a state
FEWEST_LETTERS = 3  # of at least one word of a name
PROBLEMS: dict[PlaceProblem, type[Offered]] = {
    PlaceProblem.NOT_A_ZIP: outcomes.NotAZip,
    PlaceProblem.UNKNOWN_ZIP: outcomes.UnknownZip,
    PlaceProblem.RETIRED_ZIP: outcomes.RetiredZip,
    PlaceProblem.SPECIAL_ZIP: outcomes.SpecialZip,
    PlaceProblem.MILITARY: outcomes.MilitaryMail,
    PlaceProblem.ASSOCIATED: outcomes.AssociatedState,
    PlaceProblem.TOO_LONG: outcomes.TooLong,
}


def look_up(text: str) -> Outcome:
    query = tidied(text)
    if len(query) > MAX_LENGTH:
        return outcomes.TooLong(query[:MAX_LENGTH])
    return Lookup(query, known_directory()).find()


def tidied(text: str) -> str:
    """Normalize full-width letters, spaces and dashes; controls are spaces."""
    sound = text[: MAX_LENGTH * 5].encode(errors="replace").decode()
    plain = re.sub("[\u2010-\u2015\u2212]", "-", unicodedata.normalize("NFKC", sound))
    return " ".join(re.sub(r"[\x00-\x1f\x7f/|;]", " ", plain).split())


class Lookup:
    """One question, and what is known that may answer it."""

    def __init__(self, query: str, known: KnownDirectory) -> None:
        self.query, self.known = query, known
        self.text = NEAR_ME.sub(" ", query).strip(" ,")  # "me" is also Maine
        self.agency = agency_words(self.text, known.agency_names)
        if self.agency and (more := agency_words(self.agency.rest, known.agency_names)):
            self.text, self.agency = more.rest, None  # two agencies: only the place
        self.rest = self.agency.rest if self.agency else ""
        agency = self.agency.agency if self.agency else None
        self.of_agency = known.by_agency.get(agency or 0, [])
        self.choosing = Choosing(known, agency if self.of_agency else None)
        self.guesses: tuple[Place, ...] = ()

    def find(self) -> Outcome:
        return (
            self.by_whole_name()
            or self.by_agency()
            or self.by_place()
            or self.by_words_of_name()
            or self.by_guess()
            or outcomes.NotInDirectory(self.query)
        )

    # What it may mean

    def by_whole_name(self) -> Outcome | None:
        key = name_key(self.text)
        return self.of_names(self.known.by_name.get(key, ())) if key else None

    def by_agency(self) -> Outcome | None:
        """Return the offices of an agency, if it has any: of a place, or all."""
        if not self.of_agency:
            return None
        # "IN" and "ME" are states, too.
        is_place = bare(self.rest) or len(self.rest) == CODE_LENGTH
        reading = self.reading_of(self.rest, bare(self.rest)) if is_place else None
        if reading and reading.places:
            return self.of_places(reading.places)
        if not bare(self.rest):
            return self.of_names(self.of_agency, outcomes.AllOffices)
        return None

    def by_place(self) -> Outcome | None:
        # An agency without offices leaves the place that is named with it.
        others = (self.rest, bare(self.rest)) if not self.of_agency else ()
        reading = self.reading_of(self.text, bare(self.text), *others)
        if reading.problem is None:
            return self.of_places(reading.places)
        kind = PROBLEMS[reading.problem]
        if reading.may_be_associated:
            kind = outcomes.UnknownPacificZip
        meant = self.choosing.choices(reading.places or reading.guesses)
        return kind(self.query, meant)

    def reading_of(self, *texts: str) -> PlaceReading:
        """Return the first reading that says something, and remember all guesses."""
        for text in filter(None, dict.fromkeys(texts)):
            reading = read(text, self.known.states)
            if reading.places or reading.problem:
                return reading
            if text in {self.text, self.rest}:  # more words make a guess unlikely
                self.guesses = self.guesses or reading.guesses
        return PlaceReading()

    def by_words_of_name(self) -> Outcome | None:
        words = words_of(bare(self.text))
        if not any(len(word) >= FEWEST_LETTERS for word in words):
            return None
        return self.of_names(
            each
            for key, named in self.known.by_name.items()
            if fits(words, key)
            for each in named
        )

    def by_guess(self) -> Outcome | None:
        words = {*words_of(self.text)}
        if words & OF_NO_PLACE or (self.agency and not bare(self.rest)):
            return None  # the search knows agencies and lines
        choices = self.choosing.choices(self.guesses)
        return outcomes.DidYouMean(self.query, choices) if choices else None

    # What is said of it

    def of_names(
        self,
        named: Iterable[Named],
        kind: type[Offered] = outcomes.SeveralOffices,
    ) -> Outcome | None:
        """Go where a name leads, or offer what there is, if it leads anywhere."""
        found = [areas for each in named if (areas := self.choosing.areas_of(each))]
        if len(found) > MOST_NAMES:
            return outcomes.TooManyOffices(self.query)
        if len(found) == 1:
            return self.offered(found[0], outcomes.SeveralAreas)
        return self.offered([self.choosing.by_name(areas[0]) for areas in found], kind)

    def of_places(self, places: Sequence[Place]) -> Outcome | None:
        """Go to the one place, or offer those that are meant."""
        if (
            len(places) == 1
            and len(offices := self.choosing.offices_for(places[0])) > 1
        ):
            return self.of_names(offices)
        is_zip = all(each.kind is PlaceKind.ZIP for each in places)
        kind = outcomes.DividedZip if is_zip else outcomes.SeveralPlaces
        return self.offered(self.choosing.choices(places), kind)

    def offered(self, choices: Sequence[Choice], kind: type[Offered]) -> Outcome | None:
        if len(choices) == 1:
            return outcomes.Found(self.query, choices[0].address)
        return kind(self.query, tuple(choices)) if choices else None
