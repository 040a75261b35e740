"""In the admin: the one way to change a published value is to replace it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.views.snippets import CopyView, CreateView, WorkflowActionView

from core.keys import is_key
from stats.models import ChangeKind, Observation
from stats.models.confirming import UnconfirmedError

REPLACE = _("Replace with a new value")
# What a correction of a value seldom changes.
KEPT = ["period_start", "period_end", "period_words", "is_year_inferred", "position"]


def replace_url(value: Any) -> str:
    return reverse(value.snippet_viewset.get_url_name("copy"), args=[value.pk])


def edit_url(value: Any) -> str:
    return reverse(value.snippet_viewset.get_url_name("edit"), args=[value.pk])


def replace_link(value: Observation) -> str:
    if not value.is_published:
        return ""
    return format_html('<a href="{}">{}</a>', replace_url(value), gettext("Replace"))


class ReplaceView(CopyView):
    """
    Starts a new value that replaces an earlier one, prefilled with what stays the same.

    `?change_kind=update` starts a newer figure, with another source and period.
    """

    page_title = REPLACE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        earlier = self.get_object()
        if request.method == "GET" and not earlier.is_published:
            return redirect(edit_url(earlier))
        later = Observation.objects.filter(supersedes=earlier).first()
        if request.method == "GET" and later:
            replaced = gettext(
                "The value that you chose has been replaced by this one."
            )
            begun = gettext("This replacement was begun before. Go on with it here.")
            messages.info(request, replaced if later.is_published else begun)
            return redirect(edit_url(later))
        return super().dispatch(request, *args, **kwargs)

    def get_initial_form_instance(self) -> Observation:
        earlier = self.get_object()
        new = Observation(
            statistic=earlier.statistic,
            period_precision=earlier.period_precision,
            supersedes=earlier,
            live=False,
        )
        if self.request.GET.get("change_kind") == ChangeKind.UPDATE:
            new.change_kind = ChangeKind.UPDATE
            return new
        new.source = earlier.source
        for name in KEPT:
            setattr(new, name, getattr(earlier, name))
        return new


class AddView(CreateView):
    """
    Continues the draft of a replacement that the form has already created.

    The form autosaves. Submitting it before the response has
    arrived would otherwise try to replace the same value twice, which is refused.
    """

    def get_initial_form_instance(self) -> Observation | None:
        return self.begun_draft() or super().get_initial_form_instance()

    def begun_draft(self) -> Observation | None:
        earlier = self.request.POST.get("supersedes", "")
        if not is_key(earlier):
            return None
        draft = Observation.objects.filter(
            supersedes=earlier,
            first_published_at=None,
            latest_revision__user=self.request.user,
        ).first()
        return None if draft is None or draft.workflow_in_progress else draft


class ApproveValueView(WorkflowActionView):
    """Approves from a list, or redirects to the form if a confirmation is missing."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except UnconfirmedError as error:
            messages.error(request, str(error))
        url = edit_url(self.object)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": url})
        return redirect(url)


class ReplaceMenuItem(ActionMenuItem):
    """The only action for a published value."""

    name = "action-replace"
    label = REPLACE
    icon_name = "copy"

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return replace_url(parent_context["instance"])
