"""What the index knows, as far as understanding words needs it."""

from collections.abc import Mapping
from typing import Protocol


class IndexKnowledge(Protocol):
    """
    Words of the site and how often they occur; its length: how many entries there are.

    `vocabulary`: folded words that readers may mean, with their number.
    """

    @property
    def vocabulary(self) -> Mapping[str, int]: ...

    def __len__(self) -> int: ...

    def frequency(self, field: str, term: str) -> int:
        """Return how many entries have a term in a field."""

    def beginning_with(
        self, field: str, prefix: str, limit: int
    ) -> list[tuple[str, int]]:
        """Return terms of a field that begin so, each with its number of entries."""
