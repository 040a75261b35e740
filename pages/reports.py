"""The reports on pages: without a description, and with broken links."""

from typing import Any

import django_filters
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn
from wagtail.models import Page, get_page_content_types
from wagtail.permissions import page_permission_policy

from core.reports import Report, ReportColumn
from pages.dashboard import last_look, links_to_mend, without_description
from pages.models import BrokenLink
from pages.models.broken_link import Reason


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


class TypeFilterSet(WagtailFilterSet):
    content_type = ContentTypeFilter(
        label=_("Type"),
        queryset=lambda request: get_page_content_types(include_base_page_type=False),
    )

    class Meta:
        model = Page
        fields: list[str] = []


class PagesWithoutDescription(Report):
    slug = "pages-without-description"
    page_title = _("Pages without description")
    header_icon = "doc-empty-inverse"
    introduction = _(
        "Search engines show any words of these pages. A description is set on the "
        "page, under Promote."
    )
    permission_policy = page_permission_policy
    filterset_class = TypeFilterSet
    verbose_name_plural = _("pages")
    columns = [
        TitleColumn("title", label=_("Page"), get_url=edit_url),
        ReportColumn("type", label=_("Type"), accessor="page_type_display_name"),
        ReportColumn(
            "updated",
            label=_("Updated"),
            accessor=lambda page: (
                page.latest_revision_created_at
                and timezone.localdate(page.latest_revision_created_at)
            ),
        ),
    ]

    def get_base_queryset(self) -> Any:
        return without_description().select_related("content_type").order_by("path")


class BrokenLinkFilterSet(WagtailFilterSet):
    reason = django_filters.ChoiceFilter(label=_("Why"), choices=Reason.choices)

    class Meta:
        model = BrokenLink
        fields: list[str] = []


class BrokenLinks(Report):
    slug = "broken-links"
    page_title = _("Broken internal links")
    header_icon = "link"
    permission_policy = page_permission_policy
    filterset_class = BrokenLinkFilterSet
    verbose_name_plural = _("broken links")
    columns = [
        TitleColumn(
            "page",
            label=_("On the page"),
            accessor="page.title",
            get_url=lambda link: edit_url(link.page),
        ),
        ReportColumn("target", label=_("Leads to")),
        ReportColumn("reason", label=_("Why"), accessor="get_reason_display"),
    ]

    @property
    def introduction(self) -> str:
        return last_look()

    def get_base_queryset(self) -> Any:
        return links_to_mend()
