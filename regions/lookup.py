"""Turns what a reader types (a state, a code, a ZIP code) into jurisdictions."""

import csv
import functools
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from regions.models.jurisdiction import Jurisdiction

ZIP_PREFIXES = Path(__file__).parent / "data" / "zip3_state.csv"
ZIP_CODE = re.compile(r"(\d{3})\d{2}(?:-?\d{4})?")
MILITARY = {"AA", "AE", "AP"}
ASSOCIATED = {"FM", "MH", "PW"}  # Micronesia, the Marshall Islands, Palau
# What people write for a place whose name is longer. Normalized, see `normalized`.
ALIASES = {"washington dc": "DC"}
MAX_LENGTH = 80


class Outcome(Enum):
    ONE = "one"
    SEVERAL = "several"
    MILITARY = "military"
    ASSOCIATED = "associated"
    NONE = "none"


@dataclass(frozen=True)
class Finding:
    """
    What a look-up found. `jurisdictions` are those to show or to choose from.

    `is_military` and `is_associated`: the ZIP code may also be a military address, or
    stand for a freely associated state, which no jurisdiction here covers.
    """

    query: str
    jurisdictions: list[Jurisdiction] = field(default_factory=list)
    is_military: bool = False
    is_associated: bool = False

    @property
    def outcome(self) -> Outcome:
        elsewhere = self.is_military or self.is_associated
        if len(self.jurisdictions) == 1 and not elsewhere:
            return Outcome.ONE
        if self.jurisdictions:
            return Outcome.SEVERAL
        if self.is_military:
            return Outcome.MILITARY
        return Outcome.ASSOCIATED if self.is_associated else Outcome.NONE


@functools.cache
def states_by_prefix() -> dict[str, set[str]]:
    """Map the first three digits of a ZIP code to the postal codes that use them."""
    found: dict[str, set[str]] = {}
    with ZIP_PREFIXES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["zip3"], set()).add(row["state"])
    return found


def normalized(text: str) -> str:
    """Reduce a name to lower-case words: "Washington, D.C." to "washington dc"."""
    words = re.sub(r"[^\w\s-]", "", text.lower()).split()
    return " ".join(words).removeprefix("state of ")


def look_up(text: str) -> Finding:
    """Find jurisdictions by name, postal code or ZIP code. Reads once."""
    query = " ".join(text.replace("\x00", " ").split())[:MAX_LENGTH]
    known = list(Jurisdiction.objects.in_use())
    wanted = normalized(query)
    if match := ZIP_CODE.fullmatch(query):
        return by_codes(query, known, states_by_prefix().get(match[1], set()))
    code = ALIASES.get(wanted, wanted).upper()
    if code in MILITARY | ASSOCIATED or any(row.code == code for row in known):
        return by_codes(query, known, {code})
    exact = [row for row in known if normalized(row.name) == wanted]
    partly = [
        row for row in known if len(wanted) > 2 and wanted in normalized(row.name)
    ]
    return Finding(query, exact or partly)


def by_codes(query: str, known: list[Jurisdiction], codes: Collection[str]) -> Finding:
    return Finding(
        query,
        [row for row in known if row.code in codes],
        is_military=bool(MILITARY & set(codes)),
        is_associated=bool(ASSOCIATED & set(codes)),
    )
