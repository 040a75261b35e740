"""How exact the words around a number make it: “more than”, “nearly”, “or so”."""

import re
from collections.abc import Sequence

# What comes right before or after a number, and how exact that makes it.
# `None`: the site has no term for it, so a person must decide.
BEFORE = {
    r"more than|over|above|in excess of|exceed(?:s|ed|ing)?|greater than"
    r"|surpass(?:es|ed|ing)?|>": "more_than",
    r"at least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of": "at_least",
    r"upwards? of": "at_least",
    r"nearly|almost|close to|just under|just short of|approaching": "nearly",
    r"about|approximately|approx\.?|around|roughly|some|(?:an )?estimated|circa"
    r"|in the region of|~": "about",
    r"exactly": "exactly",
    r"up to|as (?:many|much) as|(?:no|not) more than|at most|a maximum of"
    r"|(?:fewer|less) than|under|below|<": None,
}
AFTER = {
    r"\+|\s*-?\s*plus\b|\s+or more\b": "at_least",
    r"\s+or so\b|-odd\b": "about",
    r"\s+or (?:fewer|less)\b|\s+at most\b": None,
}
# Words that two neighboring degrees share.
ALSO_FITS = {"at_least": {"more_than"}}
LEADS_TO_NUMBER = r"(?:\s*(?:an?|the)(?=\s))?\s*(?:US|U\.S\.)?\s*[$€£]?\s*$"


def fits(degree: str, said: Sequence[str | None]) -> bool:
    """Return whether a value may be marked so, if its wording says these degrees."""
    if None in said:
        return True
    if not said:
        # A rounded number may be marked as such, whatever the source says.
        return degree in {"exactly", "about"}
    return any(
        degree == one or degree in ALSO_FITS.get(one or "", set()) for one in said
    )


def degrees_before(text: str) -> list[str | None]:
    """Return what the words right before a number say, the outermost first."""
    said: list[str | None] = []
    while True:
        for words, degree in BEFORE.items():
            match = re.search(
                rf"(?:(?<![\w])|^)(?:{words}){LEADS_TO_NUMBER}", text, re.IGNORECASE
            )
            # “no more than” ends in “more than”.
            if match and not re.search(r"\b(?:no|not)\s*$", text[: match.start()]):
                said.insert(0, degree)
                text = text[: match.start()]
                break
        else:
            return said


def degrees_after(text: str) -> list[str | None]:
    return [degree for words, degree in AFTER.items() if re.match(words, text, re.I)]
