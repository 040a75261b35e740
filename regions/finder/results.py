"""What a look-up finds: an outcome, and the places to show or to choose from."""

from dataclasses import dataclass, field
from enum import Enum

from regions.models import Jurisdiction


class LookupOutcome(Enum):
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
class PlaceChoice:
    """A place to choose, and why it is offered."""

    jurisdiction: Jurisdiction
    why: str = ""


@dataclass(frozen=True)
class LookupResult:
    """
    What a look-up found. `choices` are the places to show or to choose from.

    `is_city`: they are the states that have a city of this name.
    `is_associated`: it may also stand for a freely associated state, which has no page.
    """

    query: str
    outcome: LookupOutcome = LookupOutcome.NONE
    choices: list[PlaceChoice] = field(default_factory=list)
    zip_code: str = ""
    is_city: bool = False
    is_associated: bool = False

    @property
    def address(self) -> str:
        """The URL of the one answer, with a ZIP code to sort by distance."""
        url = self.choices[0].jurisdiction.url
        return f"{url}?zip={self.zip_code}" if self.zip_code else url
