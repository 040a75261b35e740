"""`Report`: a list in the admin's menu “Reports”, with filters and as a spreadsheet."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views.reports import ReportView


class ReportColumn(Column):
    """A column whose cells carry their label on a narrow screen."""

    cell_template_name = "dashboard/report_cell.html"


class LinkColumn(TitleColumn):
    """A button in each row that links to where to fix it."""

    def __init__(self, text: Any, **kwargs: Any) -> None:
        super().__init__(
            "action",
            label="",
            accessor=lambda _row: text,
            link_classname="button button-small button-secondary",
            **kwargs,
        )
        self.text = text

    def get_link_attrs(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Name the row as well, for screen reader users who list links."""
        attrs = super().get_link_attrs(instance, parent_context)
        return {**attrs, "aria-label": f"{self.text}: {instance}"}


class Report(ReportView):
    """
    `slug` is part of its URL; `introduction` is shown above its list.

    The columns of the list are those of the spreadsheet, but for buttons.
    """

    slug = ""
    introduction: Any = ""
    permission_policy: Any = None
    any_permission_required = ["change"]
    results_template_name = "dashboard/report_results.html"
    columns: list[BaseColumn] = []
    table_classname = "listing report-list"

    @classmethod
    def may_view(cls, user: Any) -> bool:
        policy, needed = cls.permission_policy, cls.any_permission_required
        return bool(policy.user_has_any_permission(user, needed))

    @classmethod
    def url(cls) -> str:
        return reverse(f"report_{cls.slug}")

    def get_index_url(self) -> str:
        return self.url()

    def get_index_results_url(self) -> str:
        return reverse(f"report_{self.slug}_results")

    def get_filtered_queryset(self) -> QuerySet[Any]:
        return self.get_queryset()  # filters already

    # The spreadsheet

    def get_filename(self) -> str:
        return f"{self.slug}-{timezone.localdate():%Y-%m-%d}"

    @property
    def exported(self) -> dict[str, Any]:
        return {
            column.name: column
            for column in self.columns
            if not isinstance(column, LinkColumn)
        }

    @property
    def list_export(self) -> list[str]:
        return list(self.exported)

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {name: column.get_value(item) for name, column in self.exported.items()}

    def get_heading(self, queryset: Any, field: str) -> str:
        return str(self.exported[field].label)


class ReportMenuItem(MenuItem):
    def __init__(self, report: type[Report], order: int) -> None:
        self.report = report
        super().__init__(
            report.page_title,
            report.url(),
            name=report.slug,
            icon_name=report.header_icon,
            order=order,
        )

    def is_shown(self, request: Any) -> bool:
        return self.report.may_view(request.user)


def register_report(report: type[Report], order: int) -> None:
    """Register the URLs of a report and its menu item for users who may view it."""

    @hooks.register("register_admin_urls")
    def addresses() -> list[URLPattern]:
        start, name = f"reports/{report.slug}/", f"report_{report.slug}"
        return [
            path(start, report.as_view(), name=name),
            path(
                f"{start}results/",
                report.as_view(results_only=True),
                name=f"{name}_results",
            ),
        ]

    @hooks.register("register_reports_menu_item")
    def menu_item() -> ReportMenuItem:
        return ReportMenuItem(report, order)
