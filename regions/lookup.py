"""Turns what a reader types (a state, a code, a ZIP code) into jurisdictions."""

import csv
import functools
import re
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from regions.models.jurisdiction import Jurisdiction

ZIP_PREFIXES = Path(__file__).parent / "data" / "zip3_state.csv"
MILITARY = {"AA", "AE", "AP"}
MAX_LENGTH = 80


class Outcome(Enum):
    ONE = "one"
    SEVERAL = "several"
    MILITARY = "military"
    NONE = "none"


@dataclass(frozen=True)
class Finding:
    """What a look-up found; `jurisdictions` are those to show or to choose from."""

    query: str
    outcome: Outcome
    jurisdictions: list[Jurisdiction] = field(default_factory=list)


@functools.cache
def states_by_prefix() -> dict[str, list[str]]:
    """Map the first three digits of a ZIP code to the postal codes that use them."""
    found: dict[str, list[str]] = {}
    with ZIP_PREFIXES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["zip3"], []).append(row["state"])
    return found


def look_up(text: str) -> Finding:
    """Find jurisdictions by name, postal code or ZIP code. Reads once."""
    query = " ".join(text.split())[:MAX_LENGTH]
    if match := re.fullmatch(r"(\d{3})\d{2}(?:-?\d{4})?", query):
        codes = states_by_prefix().get(match[1], [])
    elif query.upper() in MILITARY:
        codes = [query.upper()]
    else:
        named = Jurisdiction.objects.in_use()
        wanted = query.removeprefix("State of ").rstrip(".")
        exact = named.filter(name__iexact=wanted) | named.filter(
            code__iexact=wanted.replace(".", "")
        )
        matches = list(exact) or (
            list(named.filter(name__icontains=wanted)) if len(wanted) > 2 else []
        )
        return finding(query, matches)
    if MILITARY & set(codes):
        return Finding(query, Outcome.MILITARY)
    return finding(query, list(Jurisdiction.objects.in_use().filter(code__in=codes)))


def finding(query: str, matches: list[Jurisdiction]) -> Finding:
    if not matches:
        return Finding(query, Outcome.NONE)
    outcome = Outcome.ONE if len(matches) == 1 else Outcome.SEVERAL
    return Finding(query, outcome, matches)
