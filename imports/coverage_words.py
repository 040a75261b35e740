"""Places, parts of them and counties in one cell: TX (southeast Texas); LA [Caddo]."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

# Before the counties of a place, if it is covered in no other.
ONLY = "only"


@dataclass(frozen=True)
class CoveredPlace:
    """
    What a cell says of one place.

    `counties` is None where the cell names none, which leaves them as they are. Of an
    empty pair of brackets it is "", which removes them.
    """

    place: str
    part: str = ""
    counties: str | None = None
    are_all: bool = False

    def __str__(self) -> str:
        part = f" ({escaped(self.part)})" if self.part else ""
        return self.place + part + self.bracket

    @property
    def bracket(self) -> str:
        if not self.counties:
            return ""
        names = re.sub(r"([\\()\[\];])", r"\\\1", self.counties)
        if self.are_all:
            return f" [{ONLY} {names}]"
        starts_alike = names.casefold().startswith(ONLY)
        return f" [\\{names}]" if starts_alike else f" [{names}]"


def write_places(places: Iterable[CoveredPlace]) -> str:
    return "; ".join(dict.fromkeys(map(str, places)))


def escaped(part: str) -> str:
    if "\\" not in part and is_balanced(part):
        return part
    return re.sub(r"([\\()])", r"\\\1", part)


def parse_places(text: str) -> list[CoveredPlace]:
    """Read back what `write_places` writes. Raise ValueError if it is unclear."""
    if not is_balanced(text):
        raise unclear(text)
    places: list[CoveredPlace] = []
    for entry in entries(text):
        found = parse_place(entry)
        if found is None:
            raise unclear(text)
        if found in places:
            raise ValueError(_("“%(entry)s” stands there twice.") % {"entry": entry})
        places.append(found)
    return places


def parse_place(entry: str) -> CoveredPlace | None:
    """Read one entry: a place, its part in ( ), its counties in [ ]."""
    entry, counties, are_all = split_counties(entry)
    place, bracket, rest = entry.partition("(")
    part = rest.rstrip().removesuffix(")")
    is_unclear = set(place) & set("[]") or (bracket and not is_balanced(part))
    if not place.strip() or is_unclear or (are_all and not counties):
        return None
    return CoveredPlace(place.strip(), literal(part), counties, are_all)


def literal(text: str) -> str:
    return " ".join(re.sub(r"\\(.)", r"\1", text).split())


def split_counties(entry: str) -> tuple[str, str | None, bool]:
    """Take the last pair of square brackets off, unless a part holds it."""
    signs = r"(?:\\.|[^\\\[\]()])*"
    found = re.fullmatch(rf"([^\[]*|.*\)\s*)\[({signs})\]", entry, re.DOTALL)
    if not found:
        return entry, None, False
    only, _blank, rest = found[2].strip().partition(" ")
    are_all = only.casefold() == ONLY
    return found[1].strip(), literal(rest if are_all else found[2]), are_all


def entries(text: str) -> list[str]:
    """Split at semicolons, but not at those inside brackets."""
    split = "\0"  # no file has this sign
    marked = (split if found == (";", 0) else found[0] for found in with_depth(text))
    return [entry.strip() for entry in "".join(marked).split(split) if entry.strip()]


def with_depth(text: str) -> Iterator[tuple[str, int]]:
    """
    Yield single characters, and how many brackets are open after each.

    A character escaped with a backslash is literal.
    """
    depth = 0
    for sign in re.findall(r"\\?.", text, re.DOTALL):
        depth += (sign == "(") - (sign == ")")
        yield sign, depth


def is_balanced(text: str) -> bool:
    depths = [0, *(depth for _sign, depth in with_depth(text))]
    return min(depths) == depths[-1] == 0


def unclear(text: str) -> ValueError:
    return ValueError(
        _(
            "“%(text)s” is unclear. Write it like this: TX (southeast Texas); "
            "LA [only Caddo, Bossier]"
        )
        % {"text": text}
    )
