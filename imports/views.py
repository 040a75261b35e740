"""The admin's pages: upload a list, see what it would change, import it; export."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import IndexView

from imports.base import DirectoryResource
from imports.batches import send
from imports.forms import ImportForm
from imports.history import Origin
from imports.reading import read_table
from imports.rights import may_import
from imports.running import Report, run_import
from imports.uploads import Upload, UploadGoneError, keep, redeem, ticket
from imports.words import counted
from imports.writing import export, template


class DirectoryIndexView(IndexView):
    """A list with buttons to import and export it."""

    import_url_name = ""
    export_url_name = ""

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = super().header_buttons
        if not may_import(self.request.user, self.model):
            return buttons
        return [
            *buttons,
            HeaderButton(
                _("Import"),
                url=reverse(self.import_url_name),
                icon_name="upload",
                priority=10,
            ),
            HeaderButton(
                _("Export"),
                url=reverse(self.export_url_name),
                icon_name="download",
                priority=20,
            ),
        ]


class BulkView(WagtailAdminTemplateMixin, View):
    """What these pages share: who may use them, and what they are about."""

    model: Any = None
    header_icon = ""
    index_url_name = ""
    import_url_name = ""
    apply_url_name = ""
    template_url_name = ""
    resource_class: type[DirectoryResource] = DirectoryResource
    page_title = gettext_lazy("Import")

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not may_import(request.user, self.model):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def plural(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    def get_page_subtitle(self) -> str:
        return self.plural

    def get_breadcrumbs_items(self) -> list[Any]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": self.plural.capitalize()},
            {"url": "", "label": _("Import"), "sublabel": self.plural},
        ]

    def download(self, name: str, text: str) -> HttpResponse:
        return HttpResponse(
            text,
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
        )

    def preview(
        self, report: Report, file_name: str, upload: Upload | None = None
    ) -> HttpResponse:
        """Show what would happen and, given the upload, offer to do it."""
        kind = self.resource_class.kind
        self.template_name = "imports/preview.html"
        return self.render_to_response(
            self.get_context_data(
                report=report,
                file_name=file_name,
                ticket=upload and ticket(upload, kind, self.request.user),
                waits=settings.SECOND_PERSON_PUBLISHES,
                apply_url=reverse(self.apply_url_name),
                import_url=reverse(self.import_url_name),
                index_url=reverse(self.index_url_name),
            )
        )


class ImportView(BulkView):
    """Take a file, and show what it would change."""

    template_name = "imports/upload.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(ImportForm(resource_class=self.resource_class))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ImportForm(
            request.POST, request.FILES, resource_class=self.resource_class
        )
        if not form.is_valid():
            return self.show(form)
        file_name = form.cleaned_data["file"].name
        resource = self.resource_class(origin=Origin(file_name, request.user))
        report = run_import(resource, form.table)
        if not report.is_ready:
            return self.preview(report, file_name)
        upload = Upload(keep(form.content), file_name, report.digest)
        return self.preview(report, file_name, upload)

    def show(self, form: ImportForm) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(
                form=form,
                plural=self.plural,
                columns=self.resource_class.columns(),
                waits=settings.SECOND_PERSON_PUBLISHES,
                template_url=reverse(self.template_url_name),
            )
        )


class ApplyView(BulkView):
    """
    Import what was shown, exactly as it was shown.

    Where a second person has to publish, it is sent to one instead.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect(self.import_url_name)

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            upload = redeem(
                request.POST.get("ticket", ""), self.resource_class.kind, request.user
            )
            content = upload.path.read_bytes()
        except (UploadGoneError, FileNotFoundError):
            messages.error(
                request,
                _("This import is no longer there. Please upload the file again."),
            )
            return redirect(self.import_url_name)
        waits = settings.SECOND_PERSON_PUBLISHES
        report = run_import(
            self.resource_class(
                saves=not waits, origin=Origin(upload.file_name, request.user)
            ),
            read_table(content, self.resource_class.columns()),
            expected=upload.digest,
        )
        if report.is_outdated or report.mistakes:
            messages.warning(
                request,
                _(
                    "Nothing was imported: the directory has changed since you "
                    "uploaded the file. Below is what the import would change now."
                ),
            )
            again = upload._replace(digest=report.digest)
            return self.preview(report, upload.file_name, again)
        transaction.on_commit(partial(upload.path.unlink, missing_ok=True), robust=True)
        if waits:
            return self.send(upload.file_name, content, report)
        done = {"file": upload.file_name, "done": counted(*report.numbers)}
        messages.success(request, _("Imported %(file)s: %(done)s.") % done)
        return redirect(self.index_url_name)

    def send(self, file_name: str, content: bytes, report: Report) -> HttpResponse:
        kind = self.resource_class.kind
        batch = send(kind, file_name, content, report, self.request.user)
        messages.success(
            self.request,
            _(
                "%(file)s waits for approval by somebody else. Nothing in the "
                "directory has changed yet."
            )
            % {"file": file_name},
        )
        return redirect("imports:batch", batch.pk)


class ExportView(BulkView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self.download(self.resource_class.kind, export(self.resource_class))


class TemplateView(BulkView):
    def get(self, request: HttpRequest) -> HttpResponse:
        name = f"{self.resource_class.kind}-template"
        return self.download(name, template(self.resource_class))
