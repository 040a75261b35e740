"""Places and parts of them in one cell, both ways: TX (southeast Texas); LA."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _


def write_places(places: Iterable[tuple[str, str]]) -> str:
    return "; ".join(
        dict.fromkeys(
            f"{code} ({escaped(part)})" if part else code for code, part in places
        )
    )


def escaped(part: str) -> str:
    if "\\" not in part and is_balanced(part):
        return part
    return re.sub(r"([\\()])", r"\\\1", part)


def parse_places(text: str) -> list[tuple[str, str]]:
    """Read back what `write_places` writes. Raise ValueError if it is unclear."""
    if not is_balanced(text):
        raise unclear(text)
    places: list[tuple[str, str]] = []
    for entry in entries(text):
        place, bracket, rest = entry.partition("(")
        part = rest.rstrip().removesuffix(")")
        if not place.strip() or (bracket and not is_balanced(part)):
            raise unclear(text)
        part = " ".join(re.sub(r"\\(.)", r"\1", part).split())
        if (place.strip(), part) in places:
            raise ValueError(_("“%(entry)s” stands there twice.") % {"entry": entry})
        places.append((place.strip(), part))
    return places


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
        _("“%(text)s” is unclear. Write it like this: TX (southeast Texas); LA")
        % {"text": text}
    )
