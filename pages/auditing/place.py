"""Where something stands that an editor should mend."""

from dataclasses import dataclass

from core.deleted_choices import DeletedChoice
from stats.auditing import Finding


@dataclass(frozen=True)
class Place:
    """A typed figure or a missing choice, with its page or file and its field."""

    where: str
    field: str
    finding: Finding | DeletedChoice

    def __str__(self) -> str:
        return f"{self.where}: {self.field}: {self.finding}"
