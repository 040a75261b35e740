"""The admin's list of due contacts, the confirmation page, and links to it."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext, gettext_lazy as _, ngettext
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import (
    BaseListingView,
    WagtailAdminTemplateMixin,
)
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.snippets.action_menu import ActionMenuItem

from core.dashboard import Task, WorkPanel
from regions.models import Verifiable
from verification.confirmation import (
    ACTION,
    CONFIRMABLE,
    SeenContact,
    confirm_all,
    confirmable_by,
    may_confirm,
    obstacle,
)
from verification.due_contacts import ContactRow, contact_rows, due_keys
from verification.report import ContactsAndChecks

DUE = _("Due for a check")
CONFIRM = _("Confirm unchanged")
# The list shows this many at once.
PER_PAGE = 50


class CheckerView(WagtailAdminTemplateMixin):
    """A view for those who may confirm at least one kind of contact."""

    header_icon = "check"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.models = confirmable_by(request.user)
        if not self.models:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class DueView(CheckerView, BaseListingView):
    page_title = DUE
    template_name = "verification/due.html"
    results_template_name = "verification/due_results.html"
    paginate_by = PER_PAGE
    index_url_name = "contacts_due:list"

    def get_queryset(self) -> QuerySet[Any, dict[str, Any]]:
        return due_keys(self.models)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        return context | {
            "rows": contact_rows(context["object_list"]),
            "confirm_url": reverse("contacts_due:confirm"),
            "here": self.request.get_full_path(),
            "report_url": ContactsAndChecks.may_view(self.request.user)
            and ContactsAndChecks.url(),
        }


class ConfirmView(CheckerView, TemplateView):
    page_title = CONFIRM
    template_name = "verification/confirm.html"

    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("contacts_due:list"), "label": DUE},
        {"url": "", "label": CONFIRM},
    ]

    @property
    def back_url(self) -> str:
        back: str = get_valid_next_url_from_request(self.request)
        return back or reverse("contacts_due:list")

    def items(self, chosen: list[str]) -> list[SeenContact]:
        items = [item for text in chosen[:PER_PAGE] if (item := SeenContact.read(text))]
        if not all(may_confirm(self.request.user, item.model) for item in items):
            raise PermissionDenied
        return items

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        items = self.items(request.GET.getlist("item"))
        found = contact_rows([{"kind": item.kind, "pk": item.pk} for item in items])
        if not found:
            messages.warning(request, gettext("Choose at least one contact."))
            return HttpResponseRedirect(self.back_url)
        ready = [row for row in found if not row.obstacle]
        return self.render_to_response(
            self.get_context_data(
                ready=ready,
                held=[row for row in found if row.obstacle],
                next_review=Verifiable.next_review(localdate()),
                back_url=self.back_url,
            )
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        items = self.items(request.POST.getlist("item"))
        confirmed, refused = confirm_all(items, request.user)
        if number := len(confirmed):
            day = date_format(Verifiable.next_review(localdate()), "F j, Y")
            text = ngettext(
                "“%(name)s” is confirmed. It is due again after %(day)s.",
                "%(number)s contacts are confirmed. They are due again after %(day)s.",
                number,
            )
            words = {"name": confirmed[0], "number": number, "day": day}
            messages.success(request, text % words)
        for name, reason in refused:
            messages.error(
                request,
                gettext("“%(name)s” is not confirmed. %(reason)s")
                % {"name": name, "reason": reason},
            )
        if not confirmed and not refused:
            messages.warning(request, gettext("Choose at least one contact."))
        return HttpResponseRedirect(self.back_url)


class DueMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(confirmable_by(request.user))


class DueViewSet(ViewSet):
    name = "contacts_due"
    url_prefix = "contacts-due"
    icon = "check"
    menu_label = DUE
    menu_name = "contacts-due"
    menu_item_class = DueMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", DueView.as_view(), name="list"),
            path("confirm/", ConfirmView.as_view(), name="confirm"),
        ]


def confirm_url(contact: Any, back_url: str) -> str:
    query = {"item": ContactRow(contact).item.short, "next": back_url}
    return f"{reverse('contacts_due:confirm')}?{urlencode(query)}"


@hooks.register("register_snippet_listing_buttons")
def offer_to_confirm(
    snippet: Any, user: Any, next_url: str | None = None
) -> list[Button]:
    if type(snippet) not in confirmable_by(user) or obstacle(snippet):
        return []
    url = confirm_url(snippet, next_url or "")
    return [Button(CONFIRM, url, icon_name="check", priority=25)]


class ConfirmMenuItem(ActionMenuItem):
    name = "action-confirm"
    label = CONFIRM
    icon_name = "check"

    def is_shown(self, context: dict[str, Any]) -> bool:
        contact: Any = context.get("instance")
        return (
            context["view"] == "edit"
            and type(contact) in confirmable_by(context["request"].user)
            and not obstacle(contact)
        )

    def get_url(self, parent_context: dict[str, Any]) -> str:
        contact = parent_context["instance"]
        return confirm_url(contact, ContactRow(contact).edit_url)


@hooks.register("register_snippet_action_menu_item")
def offer_to_confirm_while_editing(model: type[Any]) -> ConfirmMenuItem | None:
    return ConfirmMenuItem(order=90) if model in CONFIRMABLE.values() else None


@hooks.register("register_log_actions")
def name_the_action(actions: Any) -> None:
    actions.register_action(ACTION, CONFIRM, _("Confirmed unchanged"))


@hooks.register("after_edit_snippet")
def tell_that_a_check_was_lost(request: HttpRequest, instance: Any) -> None:
    """Skip autosaves: the message would wait for another page."""
    if getattr(instance, "lost_check", None) and request.accepts("text/html"):
        messages.warning(
            request,
            gettext(
                "You changed how to reach “%(name)s”, so the check of %(day)s no "
                "longer counts. Readers are told that it is not yet confirmed."
            )
            % {
                "name": instance,
                "day": date_format(instance.lost_check, "F j, Y"),
            },
        )


@hooks.register("construct_homepage_panels")
def show_contacts_due(request: HttpRequest, panels: list[Any]) -> None:
    models = confirmable_by(request.user)
    if not models:
        return

    def tasks(found: Iterable[dict[str, Any]]) -> list[Task]:
        return [
            Task(
                label=f"{row.whose}: {', '.join(row.values)}",
                url=row.edit_url,
                why=row.contact.trust_text(),
            )
            for row in contact_rows(found)
        ]

    panels.append(
        WorkPanel(
            name="contacts-due",
            heading=gettext("Contacts due for a check"),
            found=due_keys(models),
            tasks=tasks,
            link_url=reverse("contacts_due:list"),
            link_text=gettext("Check them"),
        )
    )
