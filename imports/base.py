"""`DirectoryResource`: what the three kinds of list have in common."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.results import RowResult
from wagtail.log_actions import LogContext
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from imports.history import Origin, log_import, log_removal
from imports.reading import Row

ROW = "#"  # the dataset's column for a row's number in the file
REMOVE = "remove"


class LostCheck(NamedTuple):
    """The check of a contact that a row would take away."""

    day: datetime.date
    is_changed: bool  # the number or address, and not only the day was left empty


class Outcome(RowResult):
    """What a row comes to, in words."""

    def __init__(self) -> None:
        super().__init__()
        self.number = 0
        self.key = ""
        self.name = ""
        self.changes: list[tuple[str, str, str]] = []  # column, before, after
        # Column, what stands in the file, and what it was taken for.
        self.readings: list[tuple[str, str, str]] = []
        self.lost_check: LostCheck | None = None


class Loader(BaseInstanceLoader):
    def get_instance(self, row: dict[str, str]) -> Any:
        return self.resource.records.get(row["id"])


class DirectoryResource(Resource):
    """
    Reads rows into records, and publishes those that change.

    The columns of a list are those that its class declares, in this order. (Of the
    package's `ModelResource`, they would have to be listed a second time.)
    They are written and published in the names that `origin` gives.
    A row without its own record adds one. `remove` takes one off the site; nothing is
    deleted. Without `saves`, nothing is published either: the run is a rehearsal.
    """

    kind = ""  # as commands and file names call it

    class Meta:
        abstract = True
        import_id_fields = ("id",)
        instance_loader_class = Loader
        clean_model_instances = True
        skip_unchanged = True
        # `skip_row` compares the cells themselves, which costs no copy of each record.
        skip_diff = True
        use_transactions = True

    def __init__(
        self,
        *,
        saves: bool = False,
        origin: Origin | None = None,
        progress: Callable[[int], object] | None = None,
    ) -> None:
        super().__init__()
        self.saves, self.origin = saves, origin or Origin()
        self.progress = progress
        self.records: dict[str, Any] = {}
        self.first_row: dict[str, str] = {}

    @classmethod
    def columns(cls) -> list[str]:
        return [field.column_name for field in cls().get_import_fields()]

    @classmethod
    def get_row_result_class(cls) -> type[Outcome]:
        return Outcome

    def get_queryset(self) -> QuerySet[Any]:
        """Return the records with everything their cells need."""
        return self._meta.model.objects.order_by("slug")

    def on_the_site(self) -> QuerySet[Any]:
        """Return the records to export."""
        return self.get_queryset().filter(live=True)

    def arrange(self, rows: list[Row]) -> list[Row]:
        """Put rows that others name before those."""
        return rows

    def cells(self, instance: Any) -> dict[str, str]:
        return {
            field.column_name: str(field.export(instance))
            for field in self.get_import_fields()
            if field.column_name != REMOVE
        }

    def init_instance(self, row: Any = None) -> Any:
        return self._meta.model()

    def import_instance(
        self, instance: Any, row: dict[str, str], **kwargs: Any
    ) -> None:
        """Read the cells, and write them as `clean` would, so that they compare."""
        super().import_instance(instance, row, **kwargs)
        instance.tidy()

    # The steps of an import, in the order in which they happen

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        queryset = self.get_queryset()
        if self.saves:
            # So that nobody changes a record between our look and our saving.
            queryset = queryset.select_for_update(of=("self",))
        self.records = {record.slug: record for record in queryset}

    def before_import_row(self, row: dict[str, str], **kwargs: Any) -> None:
        if self.progress:
            self.progress(kwargs["row_number"])
        try:
            key = self.fields["id"].clean(row)
        except ValueError as error:
            raise ValidationError({"slug": str(error)}) from error
        if key in self.first_row:
            raise ValidationError(
                {
                    "slug": _("“%(id)s” stands in row %(row)s already.")
                    % {"id": key, "row": self.first_row[key]}
                }
            )
        self.first_row[key] = row[ROW]

    def after_init_instance(
        self, instance: Any, new: bool, row: dict[str, str], **kwargs: Any
    ) -> None:
        self.instance, self.is_new = instance, new
        self.before = {} if new else self.cells(instance)
        self.was_live = not new and instance.live
        if new:
            instance.live = False

    def for_delete(self, row: dict[str, str], instance: Any) -> bool:
        try:
            is_removal: bool = self.fields[REMOVE].clean(row)
        except ValueError as error:
            raise ValidationError({REMOVE: str(error)}) from error
        if is_removal and self.is_new:
            raise ValidationError(
                {"slug": _("No record has this id, so there is nothing to remove.")}
            )
        return is_removal

    def delete_instance(
        self, instance: Any, row: dict[str, str], **kwargs: Any
    ) -> None:
        """Take it off the site. What has been public is never deleted."""
        if self.saves and instance.live:
            with LogContext(user=self.origin.publisher):
                # Who may import may publish; nothing else would be asked of the user.
                instance.unpublish(log_action=False)
                log_removal(instance, self.origin)

    def skip_row(
        self,
        instance: Any,
        original: Any,
        row: dict[str, str],
        import_validation_errors: Any = None,
    ) -> bool:
        if import_validation_errors:
            return False
        return self.was_live and self.cells(instance) == self.before

    def validate_instance(
        self,
        instance: Any,
        import_validation_errors: Any = None,
        validate_unique: bool = True,
    ) -> None:
        super().validate_instance(instance, import_validation_errors, validate_unique)
        if has_open_draft(instance):
            raise ValidationError(
                _(
                    "Somebody has saved a draft of this record that is not published. "
                    "Publish it or go back to the published version first."
                )
            )

    def do_instance_save(self, instance: Any, is_create: bool) -> None:
        if is_create:
            # A bare row: publishing saves it in full. Rows further down may name it,
            # in a rehearsal too.
            self._meta.model.objects.bulk_create([instance])
        if self.saves:
            self.publish(instance)
        self.records[instance.slug] = instance

    def publish(self, instance: Any) -> None:
        if instance.expire_at and instance.expire_at <= timezone.now():
            instance.expire_at = None  # or it would leave the site again at once
        # A context of its own: of the entries that one context makes, the history shows
        # the last only, even if they are about different records.
        with LogContext(user=self.origin.publisher):
            # References once for the record, not again for each save and each child.
            with disable_reference_index_auto_update():
                revision = instance.save_revision(user=self.origin.author, clean=False)
                revision.publish(user=self.origin.publisher)
            saved = self._meta.model.objects.get(pk=instance.pk)
            ReferenceIndex.create_or_update_for_object(saved)
            log_import(saved, self.origin, revision)

    def after_import_row(
        self, row: dict[str, str], row_result: Any, **kwargs: Any
    ) -> None:
        row_result.number = int(row[ROW])
        row_result.key = self.instance.slug
        row_result.name = str(self.instance)
        if row_result.is_delete():
            if not self.was_live:
                row_result.import_type = RowResult.IMPORT_TYPE_SKIP
            return
        if row_result.is_skip():
            return
        if not self.is_new and not self.was_live:
            row_result.changes.append((_("on the site"), _("no"), _("yes")))
        row_result.changes += [
            (column, self.before.get(column, ""), after)
            for column, after in self.cells(self.instance).items()
            if after != self.before.get(column, "") and column != "id"
        ]
        found = (
            field.reading(self.instance, row) for field in self.get_import_fields()
        )
        row_result.readings = [reading for reading in found if reading]

    def mistakes(self, error: ValidationError) -> Iterable[tuple[str, str]]:
        """Return the column and reason of each error in a row."""
        names = {
            field.attribute: field.column_name for field in self.get_import_fields()
        }
        by_field = getattr(error, "error_dict", {NON_FIELD_ERRORS: [error]})
        for attribute, errors in by_field.items():
            # What follows from the first mistake in a cell would only confuse.
            for one in errors if attribute == NON_FIELD_ERRORS else errors[:1]:
                is_empty = one.code in {"null", "blank", "required"}
                yield (
                    names.get(attribute, REMOVE if attribute == REMOVE else ""),
                    _("Fill this in.") if is_empty else " ".join(one.messages),
                )


def has_open_draft(instance: Any) -> bool:
    """Return whether publishing would bypass an unpublished draft."""
    draft = instance.has_unpublished_changes and instance.latest_revision
    if not draft:
        return False
    # Taking a record off the site leaves this mark, too; then nothing is newer.
    published = instance.last_published_at
    return published is None or draft.created_at > published
