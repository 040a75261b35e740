"""The admin's pages of imports: those waiting for a second person, and past ones."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import UserPassesTestMixin
from django.core.exceptions import PermissionDenied
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy as _
from django.views import View
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import (
    BaseListingView,
    WagtailAdminTemplateMixin,
)

from imports import service
from imports.forms import SendBackForm
from imports.importers import IMPORTERS, kinds_for
from imports.models import BatchState, ImportBatch
from imports.report import ImportReport
from imports.views import PreviewMixin, list_url

IMPORTS = _("Imports")


def sent(batch: ImportBatch) -> str:
    return gettext("%(name)s, %(time)s") % {
        "name": batch.sent_by_name,
        "time": date_format(timezone.localtime(batch.sent_at), "DATETIME_FORMAT"),
    }


def outcome(batch: ImportBatch) -> str:
    told = {
        "state": batch.get_state_display(),
        "name": batch.decided_by_name,
        "reason": batch.reason,
        "time": date_format(timezone.localtime(batch.deleted_at), "TIME_FORMAT"),
    }
    if batch.is_draft:
        return gettext("%(state)s that only you see. It is deleted at %(time)s") % told
    if batch.reason:
        return gettext("%(state)s by %(name)s: %(reason)s") % told
    if batch.decided_at:
        return gettext("%(state)s by %(name)s") % told
    return told["state"]


class ImporterMixin(UserPassesTestMixin, WagtailAdminTemplateMixin):
    """A view for those who may import at least one kind of list."""

    header_icon = "upload"

    def test_func(self) -> bool:
        return bool(kinds_for(self.request.user))

    @property
    def batches(self) -> Any:
        user = self.request.user
        return ImportBatch.objects.visible_to(user, kinds_for(user))


class BatchListView(ImporterMixin, BaseListingView):
    page_title = IMPORTS
    index_url_name = "imports:list"
    # Its style sheet stacks rows on a phone.
    template_name = "verification/due.html"
    table_classname = "listing due-list"
    results_template_name = "imports/batches_results.html"
    paginate_by = 50
    columns = [
        TitleColumn("file_name", label=_("File"), url_name="imports:batch"),
        Column("get_kind_display", label=_("List")),
        Column("sent", label=_("Uploaded by"), accessor=sent),
        Column("changes", label=_("Changes"), accessor="counted"),
        Column("outcome", label=_("State"), accessor=outcome),
    ]

    def get_base_queryset(self) -> QuerySet[ImportBatch]:
        """Return pending batches first, without the text of their files."""
        waits_first = Case(
            When(state=BatchState.DRAFT, then=0),
            When(state=BatchState.WAITING, then=1),
            default=2,
        )
        return self.batches.defer("content").order_by(waits_first, "-sent_at", "-pk")


class BatchView(ImporterMixin, PreviewMixin, View):
    """One import: what it would do now, and who said what about it."""

    template_name = "imports/batch.html"

    @cached_property
    def batch(self) -> ImportBatch:
        return get_object_or_404(self.batches, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.batch.file_name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("imports:list"), "label": IMPORTS},
            {"url": "", "label": self.batch.file_name},
        ]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.batch.is_draft:
            report = service.run(self.batch)
            return self.preview(self.batch, report, draft=self.batch)
        return self.show()

    def show(
        self, report: ImportReport | None = None, form: Any = None, status: int = 200
    ) -> HttpResponse:
        batch, user = self.batch, self.request.user
        if batch.is_waiting and not report:
            report = service.run(batch)
        is_mine = batch.is_by(user)
        context = self.get_context_data(
            batch=batch,
            is_mine=is_mine,
            report=report,
            differs=report and report.digest != batch.digest,
            ticket=report
            and report.is_ready
            and not is_mine
            and service.ticket(batch, report, user),
            form=form or SendBackForm(),
            import_url=list_url(IMPORTERS[batch.kind], "import"),
        )
        return self.render_to_response(context, status=status)


class BatchFileView(BatchView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the file as text, so that no spreadsheet runs what is in it."""
        return HttpResponse(
            self.batch.content, content_type="text/plain; charset=utf-8"
        )


class DecisionView(BatchView):
    """A decision about an import, made once and by the right person."""

    not_yours: Any = ""

    @cached_property
    def batch(self) -> ImportBatch:
        return get_object_or_404(self.batches.sent(), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return redirect("imports:batch", pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            return self.decide()
        except PermissionDenied:
            messages.error(request, self.not_yours)
            return self.show(status=403)
        except service.DecidedError:
            messages.error(request, service.who_decided(self.batch))
            return redirect("imports:batch", pk)

    def done(self, words: str) -> HttpResponse:
        told = {"file": self.batch.file_name, "done": self.batch.counted}
        messages.success(self.request, words % told)
        return redirect("imports:list")


class ApproveImportView(DecisionView):
    not_yours = _("You sent this import yourself, so somebody else must approve it.")

    def decide(self) -> HttpResponse:
        batch, user = self.batch, self.request.user
        pk, seen = service.redeem(self.request.POST.get("ticket", ""), user)
        report = service.settle(
            batch, user, seen if pk == batch.pk else "", BatchState.APPROVED
        )
        if report.mistakes:
            told = gettext("Nothing was published. Below is what stands in the way.")
        elif report.is_outdated or not report.has_changes:
            told = gettext(
                "Nothing was published: what this import would do has changed since "
                "you opened this page. Below is what it would do now."
            )
        else:
            return self.done(gettext("%(file)s is approved and published: %(done)s."))
        messages.warning(self.request, told)
        return self.show(report)


class SendBackView(DecisionView):
    not_yours = _("You sent this import yourself. You can withdraw it.")

    def decide(self) -> HttpResponse:
        form = SendBackForm(self.request.POST)
        if not form.is_valid():
            return self.show(form=form)
        service.decide(
            self.batch,
            self.request.user,
            BatchState.SENT_BACK,
            form.cleaned_data["reason"],
        )
        return self.done(gettext("%(file)s is sent back. Its author sees your reason."))


class WithdrawView(DecisionView):
    not_yours = _("Only its author can withdraw an import. You can send it back.")

    def decide(self) -> HttpResponse:
        service.decide(self.batch, self.request.user, BatchState.WITHDRAWN)
        return self.done(gettext("%(file)s is withdrawn. Nothing has changed."))
