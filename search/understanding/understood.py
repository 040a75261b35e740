"""What a text means, as far as words tell."""

from dataclasses import dataclass
from typing import NamedTuple


class Way(NamedTuple):
    """
    One way in which the site may say a thing: all of the stems, in any order.

    `factor`: how sure it is, 1 for the word itself. `exact`: what is written in one
    piece, as the index holds it besides, such as "ms13" and "3266".
    """

    stems: tuple[str, ...]
    factor: float = 1.0
    exact: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is looked for, in the folded words of the reader."""

    typed: tuple[str, ...]
    ways: tuple[Way, ...]
    weight: float = 1.0
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Understood:
    """`asks`: the question word in English, such as "who" or "how many"."""

    query: str
    concepts: tuple[Concept, ...] = ()
    corrected: str = ""
    language: str = "en"
    asks: str = ""
    distress: tuple[str, ...] = ()
    place: str = ""
