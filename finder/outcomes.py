"""
What a look-up leads to: a page, the search, or a message with what to choose from.

Each kind of message is a class of its own, so that templates only print it.
"""

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Choice:
    """Something to choose, and why it is offered."""

    name: str
    address: str
    why: str = ""


@dataclass(frozen=True)
class Answered:
    """`query`: what the reader asked, as the form shows it again."""

    query: str


@dataclass(frozen=True)
class Found(Answered):
    """The one answer, at its address."""

    address: str


class NotInDirectory(Answered):
    """Nothing here; the search of the whole site may know the words."""

    @property
    def address(self) -> str:
        return f"/search/?{urlencode({'q': self.query})}"


@dataclass(frozen=True)
class Offered(Answered):
    """What the reader has to choose from or to correct, the likely choice first."""

    choices: tuple[Choice, ...] = ()

    says: ClassVar[Words]
    heading: ClassVar[Words] = _("Choose a place")
    is_mistake: ClassVar[bool] = False  # of the reader, who has to correct it

    @property
    def message(self) -> str:
        return str(self.says) % {"query": self.query}


class ToCorrect(Offered):
    is_mistake = True


class SeveralPlaces(Offered):
    says = _("“%(query)s” can mean more than one place.")
    heading = _("Choose yours")


class DividedZip(Offered):
    says = _("The ZIP code “%(query)s” lies in more than one state.")
    heading = _("Choose the state you are in")


class SeveralOffices(Offered):
    says = _("“%(query)s” fits more than one name.")
    heading = _("Choose one")


class AllOffices(Offered):
    says = _("“%(query)s” has many offices: add a city, a state or a ZIP code.")
    heading = _("Or choose an office")


class TooManyOffices(ToCorrect):
    says = _("“%(query)s” fits too many names: add a city, a state or a ZIP code.")


class SeveralAreas(Offered):
    says = _("“%(query)s” is linked to more than one place.")
    heading = _("Choose yours")


class DidYouMean(ToCorrect):
    says = _("Nothing is called “%(query)s”; this is close to it.")
    heading = _("Did you mean")


class NotAZip(ToCorrect):
    says = _(
        "“%(query)s” is not a ZIP code, which has five digits; type its zeros, too."
    )


class UnknownZip(ToCorrect):
    says = _("We do not know the ZIP code “%(query)s”; check its digits.")
    heading = _("ZIP codes that begin so belong to")


class UnknownPacificZip(UnknownZip):
    says = _(
        "We do not know the ZIP code “%(query)s”, which may also belong to Micronesia, "
        "the Marshall Islands or Palau, where the task force does not operate."
    )


class RetiredZip(ToCorrect):
    says = _("The ZIP code “%(query)s” is no longer in use.")
    heading = _("It belonged to")


class SpecialZip(ToCorrect):
    says = _(
        "The ZIP code “%(query)s” is for one kind of mail; enter the place you are in."
    )


class MilitaryMail(ToCorrect):
    says = _(
        "“%(query)s” is military or diplomatic mail; enter the place that you are in."
    )


class AssociatedState(ToCorrect):
    says = _(
        "“%(query)s” is in Micronesia, the Marshall Islands or Palau: freely "
        "associated states, in which the task force does not operate."
    )


class TooLong(ToCorrect):
    says = _("That is too long: enter a place, a ZIP code or the name of an office.")


Outcome = Found | NotInDirectory | Offered
