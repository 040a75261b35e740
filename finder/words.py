"""Names of agencies and words of offices, anywhere in what a reader types."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from places.names import city_key, normalized

MOST_WORDS = 12  # of the name of an agency
# What people write around the name of a place.
AROUND = frozenset(
    re.findall(
        r"\w+",
        "a am an are around at by call closest contact department dept division do "
        "field for headquarters hq i in me my near nearby nearest number of office "
        "offices pd phone police sheriff sheriffs should the to we who whom",
    )
)
# Who writes one of these means no misspelt town, but something to search for.
OF_NO_PLACE = frozenset({"hotline", "line", "lines", "report", "tip", "tips"})
NEAR_ME = re.compile(r"\b((near|next|closest)( to)?|around|by) me\b", re.IGNORECASE)
TASK_FORCE = re.compile(r"\b(homeland security )?task forces?\b")
# What else people call an agency, by its acronym.
EVERYDAY = {
    "CBP": "border patrol|customs",
    "FBOP": "bop",
    "HSI": "ice hsi",
    "IRS-CI": "irs",
    "USMS": "us marshals|marshals|marshal service|us marshal service",
    "USPIS": "postal inspectors",
}
COUNTRY = re.compile(r"^(united states|us) ")


class AgencyWords(NamedTuple):
    """A text that names an agency, and the rest of it."""

    agency: int
    rest: str


def agency_words(text: str, names: Mapping[str, int]) -> AgencyWords | None:
    """Split the name of an agency, the longest there is, from the text around it."""
    words = text.split()
    for length in range(min(MOST_WORDS, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            end = start + length
            agency = names.get(normalized(" ".join(words[start:end])))
            if agency is not None:
                return AgencyWords(agency, " ".join(words[:start] + words[end:]))
    return None


def agency_names(acronym: str, title: str) -> set[str]:
    """Return what an agency may be called, as `agency_words` compares it."""
    whole = normalized(title)
    more = filter(None, EVERYDAY.get(acronym, "").split("|"))
    bare_title = COUNTRY.sub("", whole)
    return {normalized(acronym), whole, bare_title, f"us {bare_title}", *more}


def bare(text: str) -> str:
    """Leave out what people write around the name of a place."""
    words = [word for word in text.split() if normalized(word) not in AROUND]
    return " ".join(words).strip(" ,;")


def words_of(text: str) -> list[str]:
    """Return the words of a name, each as it is compared."""
    return [city_key(word) for word in TASK_FORCE.sub("hstf", normalized(text)).split()]


def name_key(text: str) -> tuple[str, ...]:
    """Reduce the name of an office to what it is compared by, in any order of words."""
    return tuple(sorted({*words_of(text)} - AROUND))


def fits(words: Iterable[str], name: Iterable[str]) -> bool:
    """Return whether each of the words begins a word of the name."""
    return all(any(each.startswith(word) for each in name) for word in words)
