"""The admin's pages: upload a list, look at what it would change, import it; export."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import IndexView

from regions.importing.base import DirectoryResource, waits_for_second_person
from regions.importing.forms import ImportForm
from regions.importing.reading import read_table
from regions.importing.running import Report, run_import
from regions.importing.uploads import Upload, UploadGoneError, keep, redeem, ticket
from regions.importing.writing import export, template

NEEDED = ("add", "change", "publish")


def may_import(policy: Any, user: Any) -> bool:
    return all(policy.user_has_permission(user, action) for action in NEEDED)


class DirectoryIndexView(IndexView):
    """A list with buttons to import and export it."""

    import_url_name = ""
    export_url_name = ""

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = super().header_buttons
        if not may_import(self.permission_policy, self.request.user):
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
    permission_policy: Any = None
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
        if not may_import(self.permission_policy, request.user):
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
        self.template_name = "regions/admin/import_preview.html"
        return self.render_to_response(
            self.get_context_data(
                report=report,
                file_name=file_name,
                ticket=upload and ticket(upload, kind, self.request.user),
                apply_url=reverse(self.apply_url_name),
                import_url=reverse(self.import_url_name),
                index_url=reverse(self.index_url_name),
            )
        )


class ImportView(BulkView):
    """Take a file, and show what it would change."""

    template_name = "regions/admin/import.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(ImportForm(resource_class=self.resource_class))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ImportForm(
            request.POST, request.FILES, resource_class=self.resource_class
        )
        if not form.is_valid():
            return self.show(form)
        file_name = form.cleaned_data["file"].name
        resource = self.resource_class(user=request.user, file_name=file_name)
        report = run_import(resource, form.table)
        if report.mistakes or not report.has_changes:
            return self.preview(report, file_name)
        upload = Upload(keep(form.content), file_name, report.digest)
        return self.preview(report, file_name, upload)

    def show(self, form: ImportForm) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(
                form=form,
                plural=self.plural,
                columns=self.resource_class.columns(),
                template_url=reverse(self.template_url_name),
            )
        )


class ApplyView(BulkView):
    """Import what was shown, exactly as it was shown."""

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
        report = run_import(
            self.resource_class(
                saves=True, user=request.user, file_name=upload.file_name
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
        upload.path.unlink(missing_ok=True)
        messages.success(request, said(report, upload.file_name))
        if waits_for_second_person(request.user) and (report.added or report.changed):
            messages.warning(
                request,
                _("They are saved as drafts: somebody else must publish them."),
            )
        return redirect(self.index_url_name)


def said(report: Report, file_name: str) -> str:
    parts = [
        (len(report.added), ngettext("%d added", "%d added", len(report.added))),
        (
            len(report.changed),
            ngettext("%d changed", "%d changed", len(report.changed)),
        ),
        (
            len(report.removed),
            ngettext(
                "%d taken off the site", "%d taken off the site", len(report.removed)
            ),
        ),
    ]
    done = ", ".join(words % number for number, words in parts if number)
    return _("Imported %(file)s: %(done)s.") % {
        "file": file_name,
        "done": done or _("nothing to change"),
    }


class ExportView(BulkView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self.download(self.resource_class.kind, export(self.resource_class))


class TemplateView(BulkView):
    def get(self, request: HttpRequest) -> HttpResponse:
        name = f"{self.resource_class.kind}-template"
        return self.download(name, template(self.resource_class))
