"""The report on contacts and their checks."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn
from wagtail.permission_policies import ModelPermissionPolicy

from agencies.models import AgencyPage
from core.reports import Report, ReportColumn
from regions.models import ChannelKind, ContactChannel, NationalLine, Region, Trust
from verification.confirmation import CONFIRMABLE, confirmable_by
from verification.due_contacts import ContactRow, combined_keys, contact_rows

LINE = "line"


class ContactFilterSet(WagtailFilterSet):
    """Filters contacts and national lines, each kind separately."""

    trust = django_filters.ChoiceFilter(
        label=_("Checking"), choices=Trust.choices, method="by_trust"
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        choices=[*ChannelKind.choices, (LINE, _("National line"))],
        method="by_kind",
    )
    task_force = django_filters.ModelChoiceFilter(
        label=_("Task force"),
        queryset=Region.objects.published(),
        field_name="region",
        method="by_owner",
    )
    agency = django_filters.ModelChoiceFilter(
        label=_("Agency of the office"),
        queryset=AgencyPage.objects.live().defer_streamfields().order_by("title"),
        field_name="office__agency",
        method="by_owner",
    )

    class Meta:
        model = ContactChannel
        fields: list[str] = []

    def by_trust(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.with_trust(value)

    def by_kind(self, queryset: Any, name: str, value: str) -> Any:
        if queryset.model is NationalLine:
            return queryset if value == LINE else queryset.none()
        return queryset.filter(kind=value)

    def by_owner(self, queryset: Any, name: str, value: Any) -> Any:
        if queryset.model is NationalLine:
            return queryset.none()
        return queryset.filter(**{name: value})


class ContactsAndChecks(Report):
    slug = "contacts-and-checks"
    page_title = _("Contacts and their checks")
    header_icon = "mail"
    permission_policy = ModelPermissionPolicy(ContactChannel)
    filterset_class = ContactFilterSet
    verbose_name_plural = _("contacts")

    @cached_property
    def columns(self) -> list[Any]:  # type: ignore[override]  # a list, made once
        return [
            TitleColumn("whose", label=_("Whose"), get_url=self.edit_url),
            ReportColumn(
                "kind", label=_("Kind"), accessor=lambda row: str(row.contact.label)
            ),
            ReportColumn(
                "value",
                label=_("Number or address"),
                accessor=lambda row: ", ".join(row.values),
            ),
            ReportColumn(
                "trust",
                label=_("Checking"),
                accessor=lambda row: str(row.contact.trust().label),
            ),
            ReportColumn(
                "confirmed",
                label=_("Confirmed on"),
                accessor=lambda row: row.contact.verified_on or _("Never"),
            ),
            ReportColumn(
                "due",
                label=_("Check again after"),
                accessor=lambda row: row.contact.review_due or _("No date yet"),
            ),
            ReportColumn("source", label=_("Source"), accessor="contact.source"),
        ]

    def edit_url(self, row: ContactRow) -> str | None:
        policy = ModelPermissionPolicy(type(row.contact))
        may_change = policy.user_has_permission(self.request.user, "change")
        return row.edit_url if may_change else None

    @property
    def introduction(self) -> str:
        words = _(
            "All contacts and national lines on the site. Those with the earliest day "
            "for a new check stand first, those without a day last."
        )
        if not confirmable_by(self.request.user):
            return str(words)
        url = reverse("contacts_due:list")
        return format_html('{} <a href="{}">{}</a>', words, url, _("Check those due"))

    def get_queryset(self) -> QuerySet[Any]:
        return combined_keys(
            self.filter_queryset(model.objects.published())
            for model in CONFIRMABLE.values()
        )

    def decorate_paginated_queryset(self, object_list: Any) -> list[ContactRow]:
        return contact_rows(object_list)

    def get_table(self, object_list: Any) -> Any:
        found = [] if self.is_export else self.decorate_paginated_queryset(object_list)
        return super().get_table(found)
