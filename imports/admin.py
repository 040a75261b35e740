"""Imports in the admin: URLs, buttons, the menu, tasks."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from core.dashboard import Task, WorkPanel
from imports.base import DirectoryImporter
from imports.batch_views import (
    IMPORTS,
    ApproveImportView,
    BatchFileView,
    BatchListView,
    BatchView,
    SendBackView,
    WithdrawView,
)
from imports.importers import kinds_for, may_import
from imports.models import ImportBatch
from imports.views import (
    ApplyView,
    ExportView,
    TemplateView,
    UploadView,
    list_url,
)


class DirectoryIndexView(IndexView):
    """A list with buttons to import and export it."""

    importer: type[DirectoryImporter] = DirectoryImporter

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = super().header_buttons
        if not may_import(self.request.user, self.model):
            return buttons
        return [
            *buttons,
            HeaderButton(
                gettext("Import"),
                url=list_url(self.importer, "import"),
                icon_name="upload",
                priority=10,
            ),
            HeaderButton(
                gettext("Export"),
                url=list_url(self.importer, "export"),
                icon_name="download",
                priority=20,
            ),
        ]


class ImportableViewSet(SnippetViewSet):
    """A list with Import and Export buttons, for users who may publish its records."""

    importer: type[DirectoryImporter]
    index_view_class = DirectoryIndexView

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(importer=self.importer, **kwargs)

    def get_urlpatterns(self) -> list[Any]:
        of = self.construct_view
        return [
            *super().get_urlpatterns(),
            path("import/", of(UploadView), name="import"),
            path("import/apply/", of(ApplyView), name="import_apply"),
            path("import/template/", of(TemplateView), name="import_template"),
            path("export/", of(ExportView), name="export"),
        ]


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
            path("<int:pk>/approve/", ApproveImportView.as_view(), name="approve"),
            path("<int:pk>/send-back/", SendBackView.as_view(), name="send_back"),
            path("<int:pk>/withdraw/", WithdrawView.as_view(), name="withdraw"),
        ]


def show_imports(request: HttpRequest, panels: list[Any]) -> None:
    kinds = kinds_for(request.user)
    if not kinds:
        return
    batches = ImportBatch.objects.filter(kind__in=kinds).defer("content")
    everywhere: dict[str, Any] = {
        "link_url": reverse("imports:list"),
        "link_text": gettext("All imports"),
        "order": 220,
    }
    panels += [
        WorkPanel(
            name="imports-to-approve",
            heading=gettext("Imports waiting for your approval"),
            found=batches.to_approve(request.user),
            tasks=tasks_of(
                gettext("Sent by %(author)s on %(sent)s; nothing has changed yet")
            ),
            **everywhere,
        ),
        WorkPanel(
            name="imports-to-correct",
            heading=gettext("Your imports that were sent back"),
            found=batches.to_correct(request.user),
            tasks=tasks_of(gettext("%(decider)s: %(reason)s")),
            **everywhere,
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
