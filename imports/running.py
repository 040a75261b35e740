"""Runs an import, as a rehearsal or in earnest, and reports what it comes to."""

import hashlib
import json
import logging
from dataclasses import dataclass, field
from typing import NamedTuple

import tablib
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from imports.base import ROW, DirectoryResource, Outcome
from imports.reading import Table
from publishing.models import OwnWorkError

logger = logging.getLogger(__name__)


class Mistake(NamedTuple):
    row: int
    column: str
    reason: str


@dataclass
class Report:
    added: list[Outcome] = field(default_factory=list)
    changed: list[Outcome] = field(default_factory=list)
    removed: list[Outcome] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    unchanged: int = 0
    is_outdated: bool = False  # it is not what `expected` had announced

    @property
    def has_changes(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    @property
    def is_ready(self) -> bool:
        """Return whether there are changes to apply, and no errors."""
        return self.has_changes and not self.mistakes

    @property
    def numbers(self) -> tuple[int, int, int]:
        return len(self.added), len(self.changed), len(self.removed)

    @property
    def lost_checks(self) -> list[Outcome]:
        """Return the confirmed contacts that would lose their confirmation."""
        return [one for one in self.changed if one.lost_check]

    @property
    def digest(self) -> str:
        """Return a digest of exactly these changes and the values they replace."""
        parts = [
            [
                (one.number, one.key, one.name, one.changes, one.readings)
                for one in outcomes
            ]
            for outcomes in (self.added, self.changed, self.removed)
        ]
        said = json.dumps([*parts, self.mistakes, self.unchanged])
        return hashlib.sha256(said.encode()).hexdigest()


def run_import(
    resource: DirectoryResource, table: Table, expected: str | None = None
) -> Report:
    """
    Import all rows or, if one has a mistake, none.

    With `expected`, the digest of an earlier report, save only if it comes to the same.
    """
    rows = resource.arrange(table.rows)
    dataset = tablib.Dataset(headers=[ROW, *table.columns])
    for row in rows:
        dataset.append([str(row.number), *(row.cells[name] for name in table.columns)])
    with transaction.atomic():
        result = resource.import_data(
            dataset, dry_run=not resource.saves, rollback_on_validation_errors=True
        )
        for failure in result.base_errors:
            raise failure.error
        report = Report()
        for row, outcome in zip(rows, result.rows, strict=True):
            enter(report, resource, row.number, outcome)
        tidy(report)
        report.is_outdated = expected not in {None, report.digest}
        if report.is_outdated:
            transaction.set_rollback(True)
    return report


def enter(
    report: Report, resource: DirectoryResource, number: int, outcome: Outcome
) -> None:
    """Put what became of a row where it belongs."""
    if outcome.is_new():
        report.added.append(outcome)
    elif outcome.is_update():
        report.changed.append(outcome)
    elif outcome.is_delete():
        report.removed.append(outcome)
    elif outcome.is_skip():
        report.unchanged += 1
    elif outcome.validation_error:
        report.mistakes += [
            Mistake(number, column, reason)
            for column, reason in resource.mistakes(outcome.validation_error)
        ]
    else:
        report.mistakes.append(Mistake(number, "", excuse(outcome)))


def excuse(outcome: Outcome) -> str:
    """Return why a row failed whose own cells are valid."""
    for failure in outcome.errors:
        if isinstance(failure.error, OwnWorkError):
            return _(
                "You wrote part of this record before, and readers have not seen it "
                "yet. So somebody else must publish it."
            )
        if isinstance(failure.error, PermissionDenied):
            return _("Your account may not publish this by itself.")
        logger.error("A row was not imported", exc_info=failure.error)
    return _("This row could not be saved. Tell the site's staff.")


def tidy(report: Report) -> None:
    for outcomes in (report.added, report.changed, report.removed):
        outcomes.sort(key=lambda one: one.number)
    report.mistakes.sort()
