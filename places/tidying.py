"""Takes from a typed text what is no part of a place: marks, a country, small words."""

import re
import unicodedata

DASHES = re.compile("[\u2010-\u2015\u2212]")
ENCLOSING = re.compile(r"[()\[\]{}<>\"\u201c\u201d\u00ab\u00bb]")
LINE_ENDS = re.compile(r"[\n\r\u2028\u2029]+|\s-+\s|[;|/]")
PLUS_FOUR = re.compile(r"\b([0-9]{5})\s*-\s*([0-9]{4})\b")
EDGES = " ,.-"
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}  # controls, marks of direction, broken letters
# "TX75201" lacks a space, "75201TX" too.
GLUED = re.compile(r"\b([A-Za-z]{2})(?=[0-9]{5}\b)|(?<=\b[0-9]{5})(?=[A-Za-z]{2}\b)")
COUNTRY = re.compile(
    r"(?:^|[ ,]+)(?:u\.? ?s\.? ?a\.?|u\.? ?s\.?|(?:the )?united states(?: of america)?"
    r"|estados unidos(?: de am[e\u00e9]rica)?|ee\.? ?uu\.?(?: ?de a\.?)?)$",
    re.IGNORECASE,
)
# Words before or after a place that only lead to it.
BEFORE = re.compile(
    r"^(?:zip(?: ?code)?|postal code|c[o\u00f3]digo postal|cp|near(?:est)?(?: to)?"
    r"|close to|cerca de|around|at|in|en|from|by|to|downtown|greater|metro)[ :,]+(?=.)",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"[ ,]+(?:zip(?: ?code)?|area|metro(?: area)?|region|metropolitan area)$",
    re.IGNORECASE,
)


def tidied(text: str) -> str:
    """Normalize full-width letters, spaces, dashes and lines; drop brackets."""
    dashes = DASHES.sub("-", unicodedata.normalize("NFKC", text.strip()))
    plain = LINE_ENDS.sub(" , ", PLUS_FOUR.sub(r"\1-\2", dashes))
    seen = "".join(
        " " if unicodedata.category(each) in UNSEEN else each for each in plain
    )
    spaced = GLUED.sub(r"\1 ", ENCLOSING.sub(" ", seen))
    return without_country(" ".join(spaced.split()).strip(EDGES))


def without_country(text: str) -> str:
    shorter = COUNTRY.sub("", text).strip(" ,")
    return shorter or text


def without_small_words(text: str) -> str:
    """Return "Dallas" of "near Dallas area"."""
    return AFTER.sub("", BEFORE.sub("", text)).strip(" ,")
