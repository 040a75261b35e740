"""What a text about a place may mean: places, guesses, or a problem."""

from dataclasses import dataclass
from enum import Enum

from places.geography import Coordinates


class PlaceKind(Enum):
    STATE = "state"
    COUNTY = "county"
    CITY = "city"
    ZIP = "zip"


class PlaceProblem(Enum):
    NOT_A_ZIP = "not-a-zip"  # digits, but not five or nine
    UNKNOWN_ZIP = "unknown-zip"
    RETIRED_ZIP = "retired-zip"
    SPECIAL_ZIP = "special-zip"  # for a kind of mail, not for a place
    MILITARY = "military"  # where the states in use do not include AA, AE and AP
    ASSOCIATED = "associated"  # Micronesia, the Marshall Islands or Palau
    TOO_LONG = "too-long"


@dataclass(frozen=True, slots=True)
class Place:
    """
    A state, county, city or ZIP code in one state.

    `position` is the center, and unknown for a state. `county` is a county's own name,
    or the one that a city or ZIP code is in. `population` is a city's; for a county it
    is that of its cities, and only good for comparing. `also_in` are other states that
    hold less than a twentieth of a ZIP code's land.
    """

    kind: PlaceKind
    name: str
    state: str
    position: Coordinates | None = None
    county: str = ""
    population: int = 0
    also_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """
    What a text means.

    `places` come with the likely one first. Without any, `guesses` are what it may have
    been meant to be, the closest first; for a retired or unknown ZIP code, the states
    that it may belong to. `may_be_associated`: such a code may also belong to a freely
    associated state.
    """

    places: tuple[Place, ...] = ()
    guesses: tuple[Place, ...] = ()
    problem: PlaceProblem | None = None
    may_be_associated: bool = False
