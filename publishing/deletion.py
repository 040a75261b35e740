"""
What readers have seen is deleted by administrators only, whichever way it is tried.

Neither does whoever may only add files put another one where readers see theirs.

Three layers: buttons are not offered (permissions), addresses answer in words (the
middleware), and the signal of the model catches every way that neither knows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.db import models
from django.db.models import Exists, OuterRef, ProtectedError, Q
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.permission_policies.collections import (
    CollectionOwnershipPermissionPolicy,
    CollectionPermissionPolicy,
)

from compat import file_policies

# What the log says of a page that readers could see, even if nothing else tells.
SEEN = ["wagtail.publish", "wagtail.unpublish"]


class DeletionRefusedError(ProtectedError):
    """Something has to stay; the message says why, and what to do instead."""

    def __init__(self, reason: str, instance: Any) -> None:
        super().__init__(reason, {instance})
        self.reason = reason
        self.instance = instance


def has_been_public(thing: Any) -> bool:
    """Whether the page or record itself tells that readers could see it."""
    return bool(thing.live or thing.first_published_at or thing.live_revision_id)


def ever_public(pages: Any) -> Any:
    """Return those of a queryset of pages that readers can see or could see."""
    logged = PageLogEntry.objects.filter(page=OuterRef("pk"), action__in=SEEN)
    return pages.filter(
        Q(live=True)
        | Q(first_published_at__isnull=False)
        | Q(live_revision__isnull=False)
        | Exists(logged)
    )


def is_free_to_delete(user: Any) -> bool:
    """Whether no rule here binds: an administrator, or nobody, as in a command."""
    return user is None or user.is_superuser


def page_refusal(page: Page) -> str:
    """Say why this page has to stay because of itself; empty if it may go."""
    stored = Page.objects.filter(pk=page.pk)
    if not has_been_public(page) and not ever_public(stored).exists():
        return ""
    if getattr(page.specific_deferred, "is_address_fixed", False):
        words = gettext(
            "“%(title)s” has a fixed address, because other pages and printed material "
            "lead to it, so it cannot be deleted. Change its words instead."
        )
    elif not page.live:
        words = gettext(
            "“%(title)s” has been public, so only an administrator can delete it. "
            "Readers do not see it now, and its history is kept."
        )
    else:
        words = gettext(
            "“%(title)s” has been public, so only an administrator can delete it. "
            "Unpublish it instead: readers no longer see it, and its history is kept."
        )
    return words % {"title": page.get_admin_display_title()}


def branch_refusal(page: Page) -> str:
    """Say why this page has to stay because of itself or of a page below it."""
    if refusal := page_refusal(page):
        return refusal
    below = None if page.is_leaf() else ever_public(page.get_descendants()).first()
    if below is None:
        return ""
    return gettext(
        "“%(below)s”, below “%(title)s”, has been public, so only an administrator can "
        "delete the two. Move it elsewhere first, or unpublish both and keep them."
    ) % {"below": below.title, "title": page.get_admin_display_title()}


def file_refusal(file: Any) -> str:
    """Say why an image or document has to stay: something public shows or links it."""
    return because_used(
        file,
        gettext(
            "“%(file)s” is used by “%(user)s”, which is or has been public, so only an "
            "administrator can delete it. Take it out there first, and publish that."
        ),
    )


def change_refusal(file: Any) -> str:
    """Say why whoever added a file leaves it as it is: it is public already."""
    return because_used(
        file,
        gettext(
            "“%(file)s” is used by “%(user)s”, which is or has been public, so only a "
            "site manager can change it. Add another file, and choose that one there."
        ),
    )


def because_used(file: Any, words: str) -> str:
    users = users_of(file)
    return words % {"file": file, "user": users[0]} if users else ""


def users_of(file: Any) -> list[models.Model]:
    """Return the pages and records that use a file and are, or have been, public."""
    rows = ReferenceIndex.get_references_to(file).select_related("base_content_type")
    found: list[models.Model] = []
    for kind, key in {(row.base_content_type, row.object_id) for row in rows}:
        model: Any = kind.model_class()
        using = model._base_manager.filter(pk=key)
        if issubclass(model, Page):
            found += ever_public(using)
        else:
            # A record without drafts is public from its first day.
            found += [
                each
                for each in using
                if not hasattr(each, "live") or has_been_public(each)
            ]
    return found


def refusal(thing: Any) -> str:
    """Say why this has to stay, to whoever is no administrator; empty if it may go."""
    if isinstance(thing, Page):
        return branch_refusal(thing)
    if lasting := getattr(thing, "deletion_refusal", None):
        return str(lasting())
    if isinstance(thing, get_image_model() | get_document_model()):
        return file_refusal(thing)
    return ""


# The model's own guard


def refuse_public_page(instance: Page, **kwargs: Any) -> None:
    """Answer `pre_delete`, which is sent for each page below as well."""
    guard(instance, page_refusal)


def refuse_used_file(instance: Any, **kwargs: Any) -> None:
    guard(instance, file_refusal)


def guard(instance: Any, why: Callable[[Any], str]) -> None:
    if is_free_to_delete(get_active_log_context().user):
        return
    if reason := why(instance):
        raise DeletionRefusedError(reason, instance)


class KeepsWhatIsUsed(CollectionOwnershipPermissionPolicy):
    """
    Keeps a file that something public uses as it is.

    Only administrators delete it, and nobody changes it because of having added it:
    readers see the new file at once, which nobody else has looked at.
    """

    def user_has_permission_for_instance(
        self, user: Any, action: str, instance: Any
    ) -> bool:
        allowed = super().user_has_permission_for_instance(user, action, instance)
        if not allowed or is_free_to_delete(user):
            return bool(allowed)
        if action == "delete":
            return not file_refusal(instance)
        if action == "change":
            return self.may_change_any(user, instance) or not change_refusal(instance)
        return True

    def may_change_any(self, user: Any, file: Any) -> bool:
        """Whether this user may change it whoever added it."""
        policy = CollectionPermissionPolicy(self.model, self.auth_model)
        return bool(policy.user_has_permission_for_instance(user, "change", file))


def refuse_deletion(instance: Any, **kwargs: Any) -> None:
    """Answer `pre_delete` of a record that may refuse its deletion."""
    if reason := instance.deletion_refusal():
        raise DeletionRefusedError(reason, instance)


def connect() -> None:
    """Guard pages, files and lasting records; called once the models are there."""
    from publishing.models import DeletionProtected

    # The signal catches QuerySet.delete() and cascades, too.
    for model in apps.get_models():
        if issubclass(model, DeletionProtected):
            models.signals.pre_delete.connect(refuse_deletion, sender=model)
    models.signals.pre_delete.connect(refuse_public_page, sender=Page)
    for model in (get_image_model(), get_document_model()):
        models.signals.pre_delete.connect(refuse_used_file, sender=model)
    file_policies.install(KeepsWhatIsUsed)


# Answers in words


@dataclass(frozen=True)
class Address:
    """Where one thing is deleted or changed, and why that may be refused."""

    model: Callable[[], Any]
    key: str  # where its number stands
    why: Callable[[Any, Any], str]


def why_it_stays(user: Any, thing: Any) -> str:
    return "" if is_free_to_delete(user) else refusal(thing)


def why_as_it_is(user: Any, file: Any) -> str:
    may = file_policies.file_policies()[type(file)].may_change_any(user, file)
    return "" if may else change_refusal(file)


ADDRESSES = {
    "wagtailadmin_pages:delete": Address(lambda: Page, "page_id", why_it_stays),
    "wagtailimages:delete": Address(get_image_model, "image_id", why_it_stays),
    "wagtailimages:edit": Address(get_image_model, "image_id", why_as_it_is),
    "wagtaildocs:delete": Address(get_document_model, "document_id", why_it_stays),
    "wagtaildocs:edit": Address(get_document_model, "document_id", why_as_it_is),
}


class SayWhyItStays:
    """
    Middleware: leads back with the reason, where Wagtail would say only "no".

    Its views ask for the permission first, and have no place for a reason.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        found = ADDRESSES.get(match.view_name) if match else None
        user: Any = request.user if found else None
        if found is None or not user.has_perm("wagtailadmin.access_admin"):
            return None
        thing = found.model().objects.filter(pk=kwargs[found.key]).first()
        reason = found.why(user, thing) if thing else ""
        return lead_back(request, thing, reason) if reason else None

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponseBase | None:
        if not isinstance(error, DeletionRefusedError):
            return None
        if not request.accepts("text/html") or request.headers.get("x-requested-with"):
            return JsonResponse({"detail": error.reason}, status=403)
        return lead_back(request, error.instance, error.reason)


def lead_back(request: HttpRequest, thing: Any, reason: str) -> HttpResponseBase:
    """Show what has to stay, with the reason above it."""
    messages.error(request, reason)
    url = AdminURLFinder(request.user).get_edit_url(thing)
    return redirect(url or reverse("wagtailadmin_home"))
