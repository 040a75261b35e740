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


def parse_places(text: str) -> list[tuple[str, str]]:
    """Read back what `write_places` writes. Raise ValueError if it is unclear."""
    places = []
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


def entries(text: str) -> Iterator[str]:
    """Split at semicolons, but not at those inside brackets."""
    depth, entry = 0, ""
    for sign in signs(text):
        if sign == ";" and depth == 0:
            if entry.strip():
                yield entry.strip()
            entry = ""
            continue
        depth += (sign == "(") - (sign == ")")
        entry += sign
        if depth < 0:
            raise unclear(text)
    if depth:
        raise unclear(text)
    if entry.strip():
        yield entry.strip()


def signs(text: str) -> list[str]:
    """Return single characters; one escaped with a backslash stays literal."""
    return re.findall(r"\\?.", text, re.DOTALL)


def is_balanced(part: str) -> bool:
    depth = 0
    for sign in signs(part):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0


def escaped(part: str) -> str:
    if "\\" not in part and is_balanced(part):
        return part
    return re.sub(r"([\\()])", r"\\\1", part)


def unclear(text: str) -> ValueError:
    return ValueError(
        _("“%(text)s” is unclear. Write it like this: TX (southeast Texas); LA")
        % {"text": text}
    )
