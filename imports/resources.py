"""The three kinds of list that can be imported: their columns, and their own rules."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import AgencyPage
from imports.base import REMOVE, DirectoryResource, LostCheck
from imports.fields import (
    Choice,
    Column,
    Covers,
    Day,
    Key,
    Known,
    Line,
    Number,
    Place,
    Text,
    YesOrEmpty,
)
from imports.models import ListKind
from imports.reading import Row
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


def text(attribute: str, widget: Any = Line, **options: Any) -> Column:
    return Column(attribute=attribute, widget=widget(), **options)


def choice(attribute: str, choices: Any, default: Any) -> Column:
    return Column(attribute=attribute, widget=Choice(choices), default=default)


def place() -> Place:
    return Place(
        Jurisdiction.objects.all,
        gettext_lazy("“%(value)s” is not the postal code of a state or territory."),
        key="code",
    )


def source() -> Column:
    return Column(
        attribute="source",
        widget=Known(
            Source.objects.all, gettext_lazy("No source has the id “%(value)s”.")
        ),
    )


def removal() -> Column:
    return Column(column_name=REMOVE, widget=YesOrEmpty())


class TaskForceResource(DirectoryResource):
    kind = ListKind.TASK_FORCES.value

    id = text("slug", Key)
    name = text("name")
    type = choice("type", RegionType, RegionType.NOT_STATED)
    status = choice("status", RegionStatus, RegionStatus.DOCUMENTED)
    parent = Column(
        attribute="parent",
        widget=Known(
            Region.objects.none, gettext_lazy("No task force has the id “%(value)s”.")
        ),
    )
    city = text("city")
    state = Column(attribute="state", widget=place())
    coverage = text("coverage")
    covers = Covers(place())
    announced_date = text("announced_date", Day)
    announced_note = text("announced_note")
    operating_since = text("operating_since", Day)
    note = text("note", Text)
    source = source()
    quote = text("quote")
    as_of = text("as_of", Day)
    remove = removal()

    class Meta:
        model = Region

    def get_queryset(self) -> QuerySet[Any]:
        return (
            super()
            .get_queryset()
            .select_related("parent", "state", "source")
            .prefetch_related("coverages__jurisdiction")
        )

    def arrange(self, rows: list[Row]) -> list[Row]:
        """Put each task force before its satellites."""
        waiting: dict[str, Row] = {}
        for row in rows:
            waiting.setdefault(row.cells["id"], row)
        arranged: list[Row] = []
        while waiting:
            ready = [
                key
                for key, row in waiting.items()
                if row.cells["parent"] not in waiting or row.cells["parent"] == key
            ]
            # A circle has no beginning; `validate_instance` finds it.
            arranged += [waiting.pop(key) for key in ready or list(waiting)]
        placed = {row.number for row in arranged}
        return [*arranged, *(row for row in rows if row.number not in placed)]

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        super().before_import(dataset, **kwargs)
        # Rows may belong to task forces that stand in the same file.
        self.fields["parent"].widget.records = self.records

    def validate_instance(
        self,
        instance: Any,
        import_validation_errors: Any = None,
        validate_unique: bool = True,
    ) -> None:
        super().validate_instance(instance, import_validation_errors, validate_unique)
        above, passed = instance.parent, set()
        while above and above.slug not in passed:
            if above.slug == instance.slug:
                raise ValidationError(
                    {"parent": _("These task forces would belong to each other.")}
                )
            passed.add(above.slug)
            above = self.records[above.slug].parent


class PartnerOfficeResource(DirectoryResource):
    kind = ListKind.PARTNER_OFFICES.value

    id = text("slug", Key)
    name = text("name")
    agency = Column(
        attribute="agency",
        widget=Known(
            AgencyPage.objects.all, gettext_lazy("No agency has the id “%(value)s”.")
        ),
    )
    city = text("city")
    state = Column(attribute="state", widget=place())
    address = text("address")
    postal_city = text("postal_city")
    zip_code = text("postal_code")
    coverage = text("territory")
    covers = Covers(place())
    web_page = text("website_url")
    note = text("note", Text)
    source = source()
    quote = text("quote")
    as_of = text("as_of", Day)
    remove = removal()

    class Meta:
        model = Office

    def get_queryset(self) -> QuerySet[Any]:
        return (
            super()
            .get_queryset()
            .select_related("agency", "state", "source")
            .prefetch_related("coverages__jurisdiction")
        )

    def import_instance(
        self, instance: Any, row: dict[str, str], **kwargs: Any
    ) -> None:
        super().import_instance(instance, row, **kwargs)
        instance.read_postal_code()


class ContactResource(DirectoryResource):
    kind = ListKind.CONTACTS.value

    id = text("slug", Key)
    task_force = Column(
        attribute="region",
        widget=Known(
            Region.objects.all, gettext_lazy("No task force has the id “%(value)s”.")
        ),
    )
    office = Column(
        attribute="office",
        widget=Known(
            Office.objects.all,
            gettext_lazy("No partner office has the id “%(value)s”."),
        ),
    )
    kind_of_contact = Column(
        attribute="kind", column_name="kind", widget=Choice(ChannelKind)
    )
    value = text("value")
    audience = choice("audience", ChannelAudience, ChannelAudience.PUBLIC)
    name = text("name")
    hours = text("hours")
    order = text("order", Number, default=100)
    source = source()
    quote = text("quote")
    as_of = text("as_of", Day)
    confirmed_on = text("verified_on", Day)
    check_again_after = text("review_due", Day)
    remove = removal()

    class Meta:
        model = ContactChannel

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().select_related("region", "office", "source")

    def import_instance(
        self, instance: Any, row: dict[str, str], **kwargs: Any
    ) -> None:
        confirmed_before = instance.verified_on
        super().import_instance(instance, row, **kwargs)
        if instance.verified_on and not instance.review_due:
            # As `clean()` would, only before this row is compared with the record.
            instance.review_due = instance.next_review(instance.verified_on)
        if instance.verified_on != confirmed_before:
            said_by = _("Imported from %(file)s") % {"file": self.origin.file_name}
            instance.verified_by = said_by[:150] if instance.verified_on else ""
        self.repeats_check = bool(instance.verified_on)

    def validate_instance(self, instance: Any, *args: Any, **kwargs: Any) -> None:
        super().validate_instance(instance, *args, **kwargs)
        # Or the same file, imported again, would bring the lost check back.
        if self.repeats_check and instance.lost_check:
            raise ValidationError(
                {
                    "verified_on": _(
                        "The contact changed, so this check no longer counts. Leave it "
                        "empty, or give the day of a new check."
                    )
                }
            )

    def after_import_row(
        self, row: dict[str, str], row_result: Any, **kwargs: Any
    ) -> None:
        super().after_import_row(row, row_result, **kwargs)
        for column, before, after in row_result.changes:
            if column == "confirmed_on" and before and not after:
                row_result.lost_check = LostCheck(
                    date.fromisoformat(before), bool(self.instance.lost_check)
                )


RESOURCES: dict[str, type[DirectoryResource]] = {
    resource.kind: resource
    for resource in (TaskForceResource, PartnerOfficeResource, ContactResource)
}
