"""Which published values can be drawn."""

from decimal import Decimal
from typing import Any

# Qualifiers that make the number the start of an open range.
OPEN_ENDED = {"more_than", "at_least"}


def countable(number: Any) -> Decimal | None:
    """Return a number that can be drawn; templates pass "" if there is none."""
    return number if isinstance(number, Decimal) and number >= 0 else None


def is_open(qualifier: Any) -> bool:
    return qualifier in OPEN_ENDED
