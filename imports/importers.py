"""The three kinds of list: their columns and rules, and who may import them."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.permission_policies import ModelPermissionPolicy

from agencies.models import AgencyPage
from imports.base import DirectoryImporter, Errors
from imports.columns import (
    ChoiceColumn,
    Column,
    CoverageColumn,
    DateColumn,
    KeyColumn,
    LinesColumn,
    PlaceColumn,
    RecordColumn,
    RemovalColumn,
    TextColumn,
    WholeNumberColumn,
)
from imports.models import ListKind
from imports.reading import TableRow
from imports.report import LostCheck, RowChange
from regions.models import (
    ChannelAudience,
    ChannelKind,
    ContactChannel,
    Jurisdiction,
    Office,
    Region,
    RegionStatus,
    RegionType,
)
from sources.models import Source

PLACE: dict[str, Any] = {
    "model": Jurisdiction,
    "missing": gettext_lazy(
        "“%(value)s” is not the postal code of a state or territory."
    ),
    "key": "code",
}
NO_TASK_FORCE = gettext_lazy("No task force has the id “%(value)s”.")
NO_OFFICE = gettext_lazy("No partner office has the id “%(value)s”.")
NO_AGENCY = gettext_lazy("No agency has the id “%(value)s”.")
NO_SOURCE = gettext_lazy("No source has the id “%(value)s”.")
# What each list says about where its facts come from.
CITED: list[Column] = [
    RecordColumn("source", Source, NO_SOURCE),
    TextColumn("quote"),
    DateColumn("as_of"),
]


class TaskForceImporter(DirectoryImporter):
    kind = ListKind.TASK_FORCES.value
    model = Region
    columns = [
        KeyColumn("id", "slug"),
        TextColumn("name"),
        ChoiceColumn("type", RegionType, default=RegionType.NOT_STATED),
        ChoiceColumn("status", RegionStatus, default=RegionStatus.DOCUMENTED),
        RecordColumn("parent", Region, NO_TASK_FORCE),
        TextColumn("city"),
        PlaceColumn("state", **PLACE),
        TextColumn("coverage"),
        CoverageColumn("covers", **PLACE, attribute="coverages"),
        DateColumn("announced_date"),
        TextColumn("announced_note"),
        DateColumn("operating_since"),
        LinesColumn("note"),
        *CITED,
        RemovalColumn("remove"),
    ]

    def get_queryset(self) -> QuerySet[Any]:
        return (
            super()
            .get_queryset()
            .select_related("parent", "state", "source")
            .prefetch_related("coverages__jurisdiction")
        )

    def arrange(self, rows: list[TableRow]) -> list[TableRow]:
        """Put each task force before its satellites."""
        waiting: dict[str, TableRow] = {}
        for row in rows:
            waiting.setdefault(row.cells["id"], row)
        arranged: list[TableRow] = []
        while waiting:
            ready = [
                key
                for key, row in waiting.items()
                if row.cells["parent"] not in waiting or row.cells["parent"] == key
            ]
            # A cycle has no start; `validate` finds it.
            arranged += [waiting.pop(key) for key in ready or list(waiting)]
        placed = {row.number for row in arranged}
        return [*arranged, *(row for row in rows if row.number not in placed)]

    def validate(self, record: Region, errors: Errors) -> None:
        super().validate(record, errors)
        above, passed = record.parent, set()
        while above and above.slug not in passed:
            if above.slug == record.slug:
                raise ValidationError(
                    {"parent": _("These task forces would belong to each other.")}
                )
            passed.add(above.slug)
            above = self.records[above.slug].parent


class OfficeImporter(DirectoryImporter):
    kind = ListKind.PARTNER_OFFICES.value
    model = Office
    columns = [
        KeyColumn("id", "slug"),
        TextColumn("name"),
        RecordColumn("agency", AgencyPage, NO_AGENCY),
        TextColumn("city"),
        PlaceColumn("state", **PLACE),
        TextColumn("address"),
        TextColumn("postal_city"),
        TextColumn("zip_code", "postal_code"),
        TextColumn("coverage", "territory"),
        CoverageColumn("covers", **PLACE, attribute="coverages"),
        TextColumn("web_page", "website_url"),
        LinesColumn("note"),
        *CITED,
        RemovalColumn("remove"),
    ]

    def get_queryset(self) -> QuerySet[Any]:
        return (
            super()
            .get_queryset()
            .select_related("agency", "state", "source")
            .prefetch_related("coverages__jurisdiction")
        )

    def complete(self, record: Office, before: dict[str, str]) -> None:
        record.read_postal_code()


class ContactImporter(DirectoryImporter):
    kind = ListKind.CONTACTS.value
    model = ContactChannel
    columns = [
        KeyColumn("id", "slug"),
        RecordColumn("task_force", Region, NO_TASK_FORCE, attribute="region"),
        RecordColumn("office", Office, NO_OFFICE),
        ChoiceColumn("kind", ChannelKind),
        TextColumn("value"),
        ChoiceColumn("audience", ChannelAudience, default=ChannelAudience.PUBLIC),
        TextColumn("name"),
        TextColumn("hours"),
        WholeNumberColumn("order", default=100),
        *CITED,
        DateColumn("confirmed_on", "verified_on"),
        DateColumn("check_again_after", "review_due"),
        RemovalColumn("remove"),
    ]

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().select_related("region", "office", "source")

    def complete(self, record: ContactChannel, before: dict[str, str]) -> None:
        day = record.verified_on
        if day and not record.review_due:
            # As `clean()` would, only before this row is compared with the record.
            record.review_due = record.next_review(day)
        if str(day or "") != before.get("confirmed_on", ""):
            said_by = _("Imported from %(file)s") % {"file": self.batch.file_name}
            record.verified_by = said_by[:150] if day else ""

    def validate(self, record: ContactChannel, errors: Errors) -> None:
        repeats_check = bool(record.verified_on)
        super().validate(record, errors)
        # Otherwise importing the same file again would restore the lost check.
        if repeats_check and record.lost_check:
            raise ValidationError(
                {
                    "verified_on": _(
                        "The contact changed, so this check no longer counts. Leave it "
                        "empty, or give the day of a new check."
                    )
                }
            )

    def change(self, record: ContactChannel, *args: Any, **kwargs: Any) -> RowChange:
        row = super().change(record, *args, **kwargs)
        for column, before, after in row.changes:
            if column == "confirmed_on" and before and not after:
                row.lost_check = LostCheck(
                    date.fromisoformat(before), bool(record.lost_check)
                )
        return row


IMPORTERS: dict[str, type[DirectoryImporter]] = {
    importer.kind: importer
    for importer in (TaskForceImporter, OfficeImporter, ContactImporter)
}


def may_import(user: Any, model: Any) -> bool:
    """Return whether this user may import and export: who may publish new records."""
    policy = ModelPermissionPolicy(model)
    return all(
        policy.user_has_permission(user, action)
        for action in ("add", "change", "publish")
    )


def kinds_for(user: Any) -> list[str]:
    return [
        kind for kind, importer in IMPORTERS.items() if may_import(user, importer.model)
    ]
