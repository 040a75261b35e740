"""The admin's pages of a list: upload a file, see what it would change; export."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import UserPassesTestMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from imports import service
from imports.base import DirectoryImporter
from imports.forms import UploadForm
from imports.importers import IMPORTERS, may_import
from imports.models import BatchState, ImportBatch
from imports.report import ImportReport


def list_url(importer: type[DirectoryImporter], view: str) -> str:
    return reverse(importer.model.snippet_viewset.get_url_name(view))


class PreviewMixin(WagtailAdminTemplateMixin):
    """The one preview, of what a draft would change."""

    def preview(
        self, batch: ImportBatch, report: ImportReport, **context: Any
    ) -> HttpResponse:
        """Show what would happen and, if all is in order, offer to do it."""
        importer, user = IMPORTERS[batch.kind], self.request.user
        self.template_name = "imports/preview.html"
        return self.render_to_response(
            self.get_context_data(
                report=report,
                file_name=batch.file_name,
                ticket=report.is_ready and service.ticket(batch, report, user),
                waits=settings.SECOND_PERSON_PUBLISHES,
                apply_url=list_url(importer, "import_apply"),
                import_url=list_url(importer, "import"),
                index_url=list_url(importer, "list"),
                **context,
            )
        )


class ListView(UserPassesTestMixin, PreviewMixin, View):
    """What these pages share: permissions, and the list they are about."""

    importer: type[DirectoryImporter] = DirectoryImporter
    page_title = gettext_lazy("Import")

    def test_func(self) -> bool:
        return may_import(self.request.user, self.importer.model)

    def get_page_subtitle(self) -> str:
        return str(self.importer.model._meta.verbose_name_plural)

    def get_breadcrumbs_items(self) -> list[Any]:
        plural = self.get_page_subtitle()
        return [
            *self.breadcrumbs_items,
            {"url": list_url(self.importer, "list"), "label": plural.capitalize()},
            {"url": "", "label": _("Import"), "sublabel": plural},
        ]

    def download(self, name: str, text: str) -> HttpResponse:
        return HttpResponse(
            text,
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
        )


class UploadView(ListView):
    """Take a file, and show what it would change."""

    template_name = "imports/upload.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(UploadForm(columns=self.importer.names()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES, columns=self.importer.names())
        if not form.is_valid():
            return self.show(form)
        kind, name = self.importer.kind, form.cleaned_data["file"].name
        return self.preview(*service.upload(kind, name, form.content, request.user))

    def show(self, form: UploadForm) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(
                form=form,
                plural=self.get_page_subtitle(),
                columns=self.importer.names(),
                waits=settings.SECOND_PERSON_PUBLISHES,
                template_url=list_url(self.importer, "import_template"),
            )
        )


class ApplyView(ListView):
    """
    Import what was shown, exactly as it was shown.

    Where a second person has to publish, it is sent to one instead.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect(list_url(self.importer, "import"))

    def post(self, request: HttpRequest) -> HttpResponse:
        user, waits = request.user, settings.SECOND_PERSON_PUBLISHES
        pk, seen = service.redeem(request.POST.get("ticket", ""), user)
        drafts = ImportBatch.objects.drafts(user).filter(kind=self.importer.kind)
        try:
            batch = drafts.get(pk=pk)
            state = BatchState.WAITING if waits else BatchState.APPLIED
            report = service.settle(batch, user, seen, state)
        except (ImportBatch.DoesNotExist, service.DecidedError):
            messages.error(
                request,
                _("This import is no longer there. Please upload the file again."),
            )
            return redirect(list_url(self.importer, "import"))
        if report.is_outdated or not report.is_ready:
            messages.warning(
                request,
                _(
                    "Nothing was imported: the directory has changed since you "
                    "uploaded the file. Below is what the import would change now."
                ),
            )
            return self.preview(batch, report)
        told = {"file": batch.file_name, "done": batch.counted}
        if not waits:
            messages.success(request, _("Imported %(file)s: %(done)s.") % told)
            return redirect(list_url(self.importer, "list"))
        messages.success(
            request,
            _(
                "%(file)s waits for approval by somebody else. Nothing in the "
                "directory has changed yet."
            )
            % told,
        )
        return redirect("imports:batch", batch.pk)


class ExportView(ListView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self.download(self.importer.kind, self.importer().export())


class TemplateView(ListView):
    def get(self, request: HttpRequest) -> HttpResponse:
        name = f"{self.importer.kind}-template"
        return self.download(name, self.importer.template())
