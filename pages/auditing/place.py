"""Where something stands that an editor should mend."""

from dataclasses import dataclass

from core.gone import Gone
from stats.typed_figures import TypedFigure


@dataclass(frozen=True)
class Place:
    """A typed figure or a missing choice, with its page or file and its field."""

    where: str
    field: str
    finding: TypedFigure | Gone

    def __str__(self) -> str:
        return f"{self.where}: {self.field}: {self.finding}"
