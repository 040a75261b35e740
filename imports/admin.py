"""Where the admin shows imports: their addresses, the menu, the first screen."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from core.dashboard import Task, WorkPanel
from imports.batch_views import (
    IMPORTS,
    ApproveView,
    BatchFileView,
    BatchListView,
    BatchView,
    SendBackView,
    WithdrawView,
)
from imports.models import ImportBatch
from imports.rights import kinds_for


class ImportsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(kinds_for(request.user))


class ImportBatchViewSet(ViewSet):
    """Imports are decided here, never edited or deleted."""

    name = "imports"
    icon = "upload"
    menu_label = IMPORTS
    menu_name = "imports"
    menu_item_class = ImportsMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", BatchListView.as_view(), name="list"),
            path("<int:pk>/", BatchView.as_view(), name="batch"),
            path("<int:pk>/file/", BatchFileView.as_view(), name="file"),
            path("<int:pk>/approve/", ApproveView.as_view(), name="approve"),
            path("<int:pk>/send-back/", SendBackView.as_view(), name="send_back"),
            path("<int:pk>/withdraw/", WithdrawView.as_view(), name="withdraw"),
        ]


def show_imports(request: HttpRequest, panels: list[Any]) -> None:
    kinds = kinds_for(request.user)
    if not kinds:
        return
    batches = ImportBatch.objects.filter(kind__in=kinds).defer("content")
    panels += [
        WorkPanel(
            name="imports-to-approve",
            heading=gettext("Imports waiting for your approval"),
            found=batches.to_approve(request.user),
            tasks=tasks_of(
                gettext("Sent by %(author)s on %(sent)s; nothing has changed yet")
            ),
            link_url=reverse("imports:list"),
            link_text=gettext("All imports"),
            order=220,
        ),
        WorkPanel(
            name="imports-to-correct",
            heading=gettext("Your imports that were sent back"),
            found=batches.to_correct(request.user),
            tasks=tasks_of(gettext("%(decider)s: %(reason)s")),
            link_url=reverse("imports:list"),
            link_text=gettext("All imports"),
            order=220,
        ),
    ]


def tasks_of(why: str) -> Any:
    def tasks(found: Iterable[ImportBatch]) -> list[Task]:
        return [
            Task(
                label=str(batch),
                url=reverse("imports:batch", args=[batch.pk]),
                why=why
                % {
                    "author": batch.sent_by_name,
                    "sent": date_format(localtime(batch.sent_at), "F j, Y"),
                    "decider": batch.decided_by_name,
                    "reason": batch.reason,
                },
            )
            for batch in found
        ]

    return tasks
