"""`DirectoryImporter`: what the three kinds of list have in common."""

import logging
from collections.abc import Callable, Iterator
from copy import copy
from typing import Any

from django.core.exceptions import (
    NON_FIELD_ERRORS,
    PermissionDenied,
    ValidationError,
)
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import LogContext, log
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from core.csv_cells import as_csv
from imports.columns import Column, RecordColumn
from imports.history import IMPORTED, REMOVED
from imports.models import ImportBatch
from imports.reading import TableRow
from imports.report import ImportReport, Mistake, RowChange
from publishing.models import OwnWorkError

logger = logging.getLogger(__name__)
Errors = dict[str, Any]  # by attribute, as Django collects them


class DirectoryImporter:
    """
    Parses rows into records, and publishes those that change.

    They are written in the name of the batch's author, and published in that of
    `approver` if there is one.
    A row without an existing record adds one. `remove` unpublishes one; nothing is
    deleted. Without `saves`, nothing is published either: it is a dry run.
    """

    kind = ""  # as commands and file names call it
    model: Any = None
    columns: list[Column] = []  # the first holds the id, the last whether to remove

    def __init__(
        self,
        batch: ImportBatch | None = None,
        *,
        saves: bool = False,
        approver: Any = None,
        progress: Callable[[int], object] | None = None,
    ) -> None:
        self.batch, self.approver = batch or ImportBatch(), approver
        self.publisher = approver or self.batch.sent_by
        self.saves, self.progress = saves, progress
        self.own_columns = [copy(column) for column in self.columns]
        self.records: dict[str, Any] = {}
        self.first_row: dict[str, int] = {}

    @classmethod
    def names(cls) -> list[str]:
        return [column.name for column in cls.columns]

    def get_queryset(self) -> models.QuerySet[Any]:
        """Return the records with everything their cells need."""
        return self.model.objects.order_by("slug")

    def cells(self, record: Any) -> dict[str, str]:
        return {column.name: column.cell(record) for column in self.own_columns[:-1]}

    @classmethod
    def template(cls) -> str:
        return as_csv([cls.names()])

    def export(self) -> str:
        """Return what is public as CSV; importing it again changes nothing."""
        records = self.get_queryset().filter(live=True)
        rows = ([*self.cells(record).values(), ""] for record in records)
        return as_csv([self.names(), *rows])

    def run(self, rows: list[TableRow], expected: str | None = None) -> ImportReport:
        """
        Import all rows or, if one has an error, none.

        With `expected`, the digest of an earlier report, save only if the result is the
        same.
        """
        report = ImportReport()
        with transaction.atomic():
            self.load()
            for done, row in enumerate(self.arrange(rows), start=1):
                if self.progress:
                    self.progress(done)
                self.try_row(row, report)
            report.sort()
            report.is_outdated = expected not in {None, report.digest}
            if not self.saves or report.mistakes or report.is_outdated:
                transaction.set_rollback(True)
        return report

    def load(self) -> None:
        queryset = self.get_queryset()
        if self.saves:
            # So that nobody changes a record between our check and our save.
            queryset = queryset.select_for_update(of=("self",))
        self.records = {record.slug: record for record in queryset}
        for column in self.own_columns:
            if isinstance(column, RecordColumn) and column.model is self.model:
                column.records = self.records  # its row may be in the same file

    def arrange(self, rows: list[TableRow]) -> list[TableRow]:
        """Put rows that others refer to before those."""
        return rows

    def try_row(self, row: TableRow, report: ImportReport) -> None:
        """Import a single row, and report the result."""
        try:
            with transaction.atomic():
                self.import_row(row, report)
        except ValidationError as error:
            found = list(self.reasons(error))
        except OwnWorkError:
            words = _(
                "You wrote part of this record before, and readers have not seen it "
                "yet. So somebody else must publish it."
            )
            found = [("", words)]
        except PermissionDenied:
            found = [("", _("Your account may not publish this by itself."))]
        except Exception:  # one row must not hide another's error
            logger.exception("A row was not imported")
            found = [("", _("This row could not be saved. Tell the site's staff."))]
        else:
            return
        report.mistakes += [Mistake(row.number, *reason) for reason in found]

    def import_row(self, row: TableRow, report: ImportReport) -> None:
        key = self.key_of(row)
        is_new = key not in self.records
        record = self.model(live=False) if is_new else self.records[key]
        before = {} if is_new else self.cells(record)
        was_live = record.live
        if self.is_removal(row, is_new):
            if was_live:
                self.remove(record)
                report.removed.append(RowChange(row.number, key, str(record)))
            else:
                report.unchanged += 1
            return
        errors = self.fill(record, row, before)
        if not errors and was_live and self.cells(record) == before:
            report.unchanged += 1
            return
        self.validate(record, errors)
        self.save(record, is_new)
        change = self.change(record, row, before, is_back=not is_new and not was_live)
        (report.added if is_new else report.changed).append(change)

    def key_of(self, row: TableRow) -> str:
        key: str = self.read(self.own_columns[0], row)
        if key in self.first_row:
            raise ValidationError(
                {
                    "slug": _("“%(id)s” stands in row %(row)s already.")
                    % {"id": key, "row": self.first_row[key]}
                }
            )
        self.first_row[key] = row.number
        return key

    def is_removal(self, row: TableRow, is_new: bool) -> bool:
        is_removal: bool = self.read(self.own_columns[-1], row)
        if is_removal and is_new:
            raise ValidationError(
                {"slug": _("No record has this id, so there is nothing to remove.")}
            )
        return is_removal

    @staticmethod
    def read(column: Column, row: TableRow) -> Any:
        try:
            return column.read(row.cells[column.name])
        except ValueError as error:
            raise ValidationError({column.attribute: str(error)}) from error

    def fill(self, record: Any, row: TableRow, before: dict[str, str]) -> Errors:
        """Parse the cells, and normalize them as `clean` would, for comparison."""
        errors: Errors = {}
        for column in self.own_columns[:-1]:
            try:
                column.fill(record, row.cells[column.name])
            except ValueError as error:
                errors[column.attribute] = [ValidationError(str(error))]
        if not errors:
            record.tidy()
            try:
                self.complete(record, before)
            except ValidationError as error:
                error.update_error_dict(errors)
        return errors

    def complete(self, record: Any, before: dict[str, str]) -> None:
        """Fill in derived values."""

    def validate(self, record: Any, errors: Errors) -> None:
        try:
            record.full_clean(exclude=errors.keys())
        except ValidationError as error:
            error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)
        if has_open_draft(record):
            raise ValidationError(
                _(
                    "Somebody has saved a draft of this record that is not published. "
                    "Publish it or go back to the published version first."
                )
            )

    def reasons(self, error: ValidationError) -> Iterator[tuple[str, str]]:
        """Yield the column and reason of each error in a row."""
        names = {column.attribute: column.name for column in self.columns}
        by_field = getattr(error, "error_dict", {NON_FIELD_ERRORS: [error]})
        for attribute, errors in by_field.items():
            # Errors that follow from the first one in a cell would only confuse.
            for one in errors if attribute == NON_FIELD_ERRORS else errors[:1]:
                is_empty = one.code in {"null", "blank", "required"}
                reason = _("Fill this in.") if is_empty else " ".join(one.messages)
                yield names.get(attribute, ""), reason

    def change(
        self, record: Any, row: TableRow, before: dict[str, str], *, is_back: bool
    ) -> RowChange:
        """Return what happens to a saved record."""
        changes = [
            (name, before.get(name, ""), after)
            for name, after in self.cells(record).items()
            if after != before.get(name, "") and name != "id"
        ]
        if is_back:
            changes.insert(0, (_("on the site"), _("no"), _("yes")))
        readings = [
            reading
            for column in self.own_columns[:-1]
            if (reading := column.reading(record, row.cells[column.name]))
        ]
        return RowChange(row.number, record.slug, str(record), changes, readings)

    def save(self, record: Any, is_new: bool) -> None:
        if is_new:
            # A bare row: publishing saves it in full. Later rows may refer to it,
            # in a dry run too.
            self.model.objects.bulk_create([record])
        if self.saves:
            self.publish(record)
        self.records[record.slug] = record

    def publish(self, record: Any) -> None:
        if record.expire_at and record.expire_at <= timezone.now():
            record.expire_at = None  # or it would be unpublished again at once
        # A separate context: of one context's entries, the history shows only
        # the last, even if they are about different records.
        with LogContext(user=self.publisher):
            # Index references once per record, not for each save and each child.
            with disable_reference_index_auto_update():
                revision = record.save_revision(user=self.batch.sent_by, clean=False)
                revision.publish(user=self.publisher)
            saved = self.model.objects.get(pk=record.pk)
            ReferenceIndex.create_or_update_for_object(saved)
            self.log(saved, IMPORTED, revision=revision, content_changed=True)

    def remove(self, record: Any) -> None:
        """Unpublish it. What has been public is never deleted."""
        if self.saves:
            with LogContext(user=self.publisher):
                # Users who may import may publish; no other permission applies.
                record.unpublish(log_action=False)
                self.log(record, REMOVED)

    def log(self, record: Any, action: str, **options: Any) -> None:
        """Log the file and, if two people imported it, their names, to be kept."""
        data = {"file": self.batch.file_name}
        if self.approver:
            data["author"] = self.batch.sent_by_name
            data["approver"] = get_user_display_name(self.approver)
        log(record, action, user=self.publisher, data=data, **options)


def has_open_draft(record: Any) -> bool:
    """Return whether publishing would bypass an unpublished draft."""
    draft = record.has_unpublished_changes and record.latest_revision
    published = record.last_published_at
    # Unpublishing sets this flag, too; then nothing is newer.
    return bool(draft) and (published is None or draft.created_at > published)
