"""The report on the age of figures."""

from typing import Any

import django_filters
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn
from wagtail.permission_policies import ModelPermissionPolicy

from core.reports import LinkColumn, Report, ReportColumn
from sources.models import Source
from stats.admin.dashboard import current_by_age, kind_of_day, old_figures
from stats.admin.replacing import edit_url, replace_url
from stats.models import Observation, Program
from stats.models.statistic import Section


class AgeFilterSet(WagtailFilterSet):
    age = django_filters.ChoiceFilter(
        label=_("Age"),
        choices=[
            ("old", _("Older than 90 days, and still kept up")),
            ("unknown", _("No day is known")),
        ],
        method="by_age",
    )
    program = django_filters.ModelChoiceFilter(
        label=_("Program"),
        field_name="statistic__program",
        queryset=Program.objects.all(),
    )
    section = django_filters.ChoiceFilter(
        label=_("Section"), field_name="statistic__section", choices=Section.choices
    )
    source = django_filters.ModelChoiceFilter(
        label=_("Source"), queryset=Source.objects.order_by("number")
    )

    class Meta:
        model = Observation
        fields: list[str] = []

    def by_age(self, queryset: Any, name: str, value: str) -> Any:
        if value == "old":
            # Exactly what the dashboard counts.
            return queryset.filter(pk__in=old_figures().order_by().values("pk"))
        return queryset.filter(known_day__isnull=True)


def as_of(one: Any) -> Any:
    """Return the day, or what the source says instead."""
    if one.as_of or not one.known_day:
        return one.as_of or one.period_words or one.source.date_text
    return kind_of_day(one) % {"day": date_format(one.known_day)}


def age_in_days(one: Any) -> Any:
    if one.known_day is None:
        return _("Not known")
    return (timezone.localdate() - one.known_day).days


class AgeOfFigures(Report):
    slug = "age-of-figures"
    page_title = _("Age of figures")
    header_icon = "order"
    introduction = _(
        "All values that readers see now, the oldest first; at the end those whose day "
        "is not known. A published value is not edited: a newer one replaces it."
    )
    permission_policy = ModelPermissionPolicy(Observation)
    filterset_class = AgeFilterSet
    verbose_name_plural = _("values")
    columns = [
        TitleColumn("as_published", label=_("Value"), get_url=edit_url),
        ReportColumn("statistic", label=_("Statistic"), accessor="statistic.label"),
        ReportColumn("program", label=_("Program"), accessor="statistic.program.name"),
        ReportColumn("source", label=_("Source")),
        ReportColumn("as_of", label=_("As of"), accessor=as_of),
        ReportColumn("age", label=_("Age in days"), accessor=age_in_days),
        ReportColumn("published", label=_("Published here"), accessor="published_date"),
        LinkColumn(_("Replace with a new value"), get_url=replace_url),
    ]

    def get_base_queryset(self) -> Any:
        return current_by_age()
