"""Where a typed figure stands."""

from dataclasses import dataclass

from stats.auditing import Finding


@dataclass(frozen=True)
class Place:
    """A finding, with its page or file and its field."""

    where: str
    field: str
    finding: Finding

    def __str__(self) -> str:
        return f"{self.where}: {self.field}: {self.finding}"
