"""The result of an import: what it adds, changes and unpublishes; errors."""

import datetime
import hashlib
import json
from dataclasses import dataclass, field
from typing import NamedTuple

from imports.header import SkippedRow


class LostCheck(NamedTuple):
    """A contact's check that a row would remove."""

    day: datetime.date
    is_changed: bool  # the number or address; otherwise only the day is empty


@dataclass
class RowChange:
    """The result of a row, in words."""

    number: int
    key: str
    name: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    """Column, before, after."""
    readings: list[tuple[str, str, str]] = field(default_factory=list)
    """Column, what stands in the file, and what it was taken for."""
    lost_check: LostCheck | None = None


class Mistake(NamedTuple):
    row: int
    column: str
    reason: str


@dataclass
class ImportReport:
    added: list[RowChange] = field(default_factory=list)
    changed: list[RowChange] = field(default_factory=list)
    removed: list[RowChange] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)  # above the header
    unchanged: int = 0
    is_outdated: bool = False  # it differs from `expected`

    @property
    def has_changes(self) -> bool:
        return any(self.numbers)

    @property
    def is_ready(self) -> bool:
        """Return whether there are changes to apply, and no errors."""
        return self.has_changes and not self.mistakes

    @property
    def numbers(self) -> tuple[int, int, int]:
        return len(self.added), len(self.changed), len(self.removed)

    @property
    def lost_checks(self) -> list[RowChange]:
        """Return the confirmed contacts that would lose their confirmation."""
        return [change for change in self.changed if change.lost_check]

    @property
    def digest(self) -> str:
        """
        Return a digest of exactly these changes and the values they replace.

        Batches store it: another format would make all waiting ones look outdated.
        """
        parts = [
            [(row.number, row.key, row.name, row.changes, row.readings) for row in rows]
            for rows in (self.added, self.changed, self.removed)
        ]
        said = json.dumps([*parts, self.mistakes, self.unchanged])
        return hashlib.sha256(said.encode()).hexdigest()

    def sort(self) -> None:
        """Put the rows in the order of the file."""
        for rows in (self.added, self.changed, self.removed):
            rows.sort(key=lambda row: row.number)
        self.mistakes.sort()
