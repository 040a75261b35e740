"""Answers overdue for review, on the editors' dashboard."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.permissions import page_permission_policy

from core.dashboard import Task, WorkPanel
from faq.models import QuestionPage


def tasks(found: Iterable[QuestionPage]) -> list[Task]:
    return [
        Task(
            label=page.title,
            url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            why=gettext("Last reviewed on %(day)s")
            % {"day": date_format(page.last_reviewed_date, "F j, Y")}
            if page.last_reviewed_date
            else gettext("Never reviewed"),
        )
        for page in found
    ]


def show_questions_to_review(request: HttpRequest, panels: list[Any]) -> None:
    if page_permission_policy.user_has_permission(request.user, "change"):
        panels.append(
            WorkPanel(
                name="questions-to-review",
                heading=gettext("Answers to review"),
                found=QuestionPage.objects.due_for_review(),
                tasks=tasks,
                link_url=reverse("report_review-of-answers") + "?review=due",
                link_text=gettext("All answers to review"),
            )
        )
