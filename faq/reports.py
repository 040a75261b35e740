"""The report on the review of answers."""

from typing import Any

import django_filters
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn
from wagtail.permissions import page_permission_policy

from core.reports import Report, ReportColumn
from faq.models import QuestionGroup, QuestionPage, long_ago


class ReviewFilterSet(WagtailFilterSet):
    review = django_filters.ChoiceFilter(
        label=_("Review"),
        choices=[("due", _("Due: never, or more than 180 days ago"))],
        method="by_review",
    )
    group = django_filters.ModelChoiceFilter(
        label=_("Group"), queryset=QuestionGroup.objects.all()
    )

    class Meta:
        model = QuestionPage
        fields: list[str] = []

    def by_review(self, queryset: Any, name: str, value: str) -> Any:
        due = QuestionPage.objects.due_for_review()
        return queryset.filter(pk__in=due.order_by().values("pk"))


def state(page: QuestionPage) -> Any:
    day = page.last_reviewed_date
    return _("Due") if day is None or day < long_ago() else _("Reviewed")


class ReviewOfAnswers(Report):
    slug = "review-of-answers"
    page_title = _("Review of answers")
    header_icon = "help"
    introduction = _(
        "All answers on the site, those that waited longest first. The day is set on "
        "the page, under Promote."
    )
    permission_policy = page_permission_policy
    filterset_class = ReviewFilterSet
    verbose_name_plural = _("questions")
    columns = [
        TitleColumn(
            "title",
            label=_("Question"),
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ),
        ReportColumn("group", label=_("Group")),
        ReportColumn(
            "last_reviewed",
            label=_("Last reviewed"),
            accessor=lambda page: page.last_reviewed_date or _("Never"),
        ),
        ReportColumn("state", label=_("State"), accessor=state),
    ]

    def get_base_queryset(self) -> Any:
        return QuestionPage.objects.by_review().select_related("group")
