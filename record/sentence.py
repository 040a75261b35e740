"""
A statistic as a sentence: “The task forces made 3,266 arrests in January 2026”.

It is put together from label, unit, stage and period by a few rules. Where none of them
is sure to fit, as with an odd label, it says “Label: value”.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.formats import date_format

from record.period_phrase import Phrase, period_phrase
from stats.inline import COLLECTIVE, distinct, either, inside
from stats.models import Observation, Statistic
from stats.models.statistic import Stage
from stats.wording.measures import measures

# What is done to the things that a label names: “firearms recovered”.
DONE = (
    "arrested|begun|charged|confiscated|convicted|covered|destroyed|disrupted|forfeited"
    "|found|freed|identified|indicted|intercepted|named|opened|recovered|removed"
    "|rescued|searched|seized|sentenced|trained"
)
ACTED_ON = re.compile(
    rf"(?P<things>.+?) (?P<done>(?:{DONE})(?: (?:or|and) (?:{DONE}))?)(?P<rest>| .+)"
)
# What a program does where a label names only the result.
DOES = {Stage.OPERATION: "carried out", Stage.ARREST: "made"}
IN_COURT = {Stage.CHARGE, Stage.CONVICTION, Stage.SENTENCE}
PEOPLE = {"people", "persons", "personnel"}
MEASURES_OF_OURS = {"doses"}
TIME = re.compile(r"(?:hour|day|week|month|year)s?", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """
    Without its full stop.

    `is_dated`: whether it ends in the dates of a period. `values`: what it rests on.
    """

    text: str
    values: Sequence[Observation]
    is_dated: bool = False


def sentence(statistic: Statistic, observations: Sequence[Observation]) -> Sentence:
    """Return what the current values say; there has to be at least one."""
    said = distinct(statistic, observations)
    rests_on = [one for value in said for one in value.observations]
    first = observations[0]
    if len(said) > 1:
        is_said = statistic.unit.lower() in statistic.label.lower()
        return Sentence(f"{statistic.label}: {either(said, is_said)}", rests_on)
    if first.number is None and first.words.lower() != first.as_published.lower():
        return Sentence(f"{statistic.label}: {inside(first.words)}", rests_on)
    when = period_phrase(first)
    if not when.text and first.as_of:
        when = Phrase(f"as of {date_format(first.as_of, 'F j, Y')}")
    clause = Clause(statistic, first, is_past=bool(period_phrase(first).text)).text
    if clause.startswith(Clause.TOOK):  # says its time itself
        return Sentence(clause, rests_on)
    if not clause:
        comma = "," if when.text else ""
        clause = f"{statistic.label}: {first.value_text}{comma}"
    return Sentence(f"{clause} {when.text}".strip(), rests_on, when.is_dated)


class Clause:
    """What one value says, without its time."""

    TOOK = "It took"

    def __init__(self, statistic: Statistic, value: Observation, is_past: bool) -> None:
        self.value, self.unit = value, statistic.unit.lower()
        self.stage, self.subject = statistic.stage, statistic.program.subject
        self.label, _comma, self.more = statistic.label.rpartition(", ")
        if " and " in self.more or not self.label:
            self.label, self.more = statistic.label, ""
        self.is_now = self.stage == Stage.CAPACITY and not is_past
        found = ACTED_ON.fullmatch(self.label)
        self.things = inside(found["things"] if found else self.label)
        self.done, self.rest = (found["done"], found["rest"]) if found else ("", "")

    def more_is_said(self) -> bool:
        """Return whether what follows a comma in the label need not be said again."""
        return (
            self.more in ("", self.value.period_dates)
            or self.more == f"as estimated {self.unit}"
            or self.more.startswith("by ")
        )

    @property
    def text(self) -> str:
        """Return the clause; empty if no rule is sure to fit."""
        if not self.more_is_said() or self.value.number == 1:
            return ""
        if self.label.startswith("Time from ") and TIME.fullmatch(self.unit):
            return f"{self.TOOK} {self.words} {self.label.removeprefix('Time ')}"
        if self.is_measure and not self.done:
            return f"{self.label} came to {self.words}"
        return self.acted() if self.amount else ""

    def acted(self) -> str:
        if self.done and self.stage in IN_COURT and self.subject:
            return f"In cases of {self.who}, {self.amount} were {self.done}{self.rest}"
        if self.is_now and self.done == "covered" and self.subject.endswith("s"):
            return f"{self.subject} cover {self.amount}{self.rest}"
        if verb := self.verb:
            return f"{self.subject} {verb} {self.amount}{self.rest}"
        done = f" {self.done}" if self.done else ""
        return f"{self.there} {self.amount}{done}{self.rest}"

    @property
    def verb(self) -> str:
        """Return what the program did; empty if that cannot be said of it."""
        if not self.subject or self.stage == Stage.CAPACITY:
            return ""
        if self.done:
            is_passive = self.rest.startswith(" by ") or self.done == "begun"
            return "" if is_passive else self.done
        if self.stage in IN_COURT and self.unit not in PEOPLE:
            return "led to"
        return DOES.get(Stage(self.stage), "") if self.unit not in PEOPLE else ""

    @property
    def who(self) -> str:
        is_name = not self.subject.startswith("The ")
        return self.subject if is_name else inside(self.subject)

    @property
    def there(self) -> str:
        if self.is_money:
            return "There was"
        return "There are" if self.is_now else "There were"

    @cached_property
    def is_money(self) -> bool:
        return "$" in self.value.as_published or "dollars" in measures(self.unit)

    @cached_property
    def is_measure(self) -> bool:
        measured = bool(measures(self.unit)) or self.unit in MEASURES_OF_OURS
        return self.is_money or measured

    @property
    def words(self) -> str:
        """Return the value with its unit, unless the things counted are the unit."""
        words = f"{inside(self.value.as_published)} {self.value.unit}".strip()
        if self.more.startswith("as estimated"):
            words = f"an estimated {words}"
        also = self.value.also_stated_as
        return f"{words} ({also})" if also else words

    @cached_property
    def amount(self) -> str:
        """Return how much of what: “1,067 illegal firearms”; empty if unsure."""
        if self.is_money:
            return f"{self.words} in {self.things}"
        if self.is_measure:
            return f"{self.words} of {self.things}"
        words = inside(self.value.as_published)
        if not self.unit or (self.value.number is None and not self.is_collective):
            # Its unit may be part of the wording: “hundreds of personnel”.
            return self.named(words) if self.unit and not self.value.unit else ""
        if not self.value.unit:
            return self.named(words)
        if not self.names_things():
            return ""
        of = " of" if self.is_collective else ""
        return f"{words}{of} {self.things}"

    def names_things(self) -> bool:
        """Return whether the things of the label are what the unit counts."""
        if self.unit.split()[-1] in self.things.lower():
            return True
        is_who = bool(self.done) or self.stage == Stage.CAPACITY
        return self.unit in PEOPLE and is_who

    @property
    def is_collective(self) -> bool:
        return bool(COLLECTIVE.search(self.value.as_published))

    def named(self, words: str) -> str:
        """Return a wording that names the unit, with what the label says behind it."""
        things = self.things.lower()
        if things.endswith(self.unit):
            return words
        return (
            f"{words}{self.things[len(self.unit) :]}"
            if things.startswith(self.unit)
            else ""
        )
