"""Explains why a deletion is refused, where Wagtail only says that it is."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from compat.file_policies import file_policies
from publishing.deletion import DeletionRefusedError, is_free_to_delete, refusal

# Views that delete or edit one page or file, and the keyword with its key.
VIEWS = {
    "wagtailadmin_pages:delete": "page_id",
    "wagtailimages:delete": "image_id",
    "wagtailimages:edit": "image_id",
    "wagtaildocs:delete": "document_id",
    "wagtaildocs:edit": "document_id",
}


class ExplainRefusedDeletions(MiddlewareMixin):
    """
    Middleware: redirects back with the reason for a refusal.

    Wagtail's views check the permission first, and have no place for a reason.
    """

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        user: Any = request.user if name in VIEWS else None
        if user is None or not user.has_perm("wagtailadmin.access_admin"):
            return None
        models = {
            "page_id": Page,
            "image_id": get_image_model(),
            "document_id": get_document_model(),
        }
        key = VIEWS[name]
        thing = models[key].objects.filter(pk=kwargs[key]).first()
        reason = thing and why_not(user, name, thing)
        return lead_back(request, thing, reason) if reason else None

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponseBase | None:
        if not isinstance(error, DeletionRefusedError):
            return None
        reason, (thing,) = error.args
        if not request.accepts("text/html") or request.headers.get("x-requested-with"):
            return JsonResponse({"detail": reason}, status=403)
        return lead_back(request, thing, reason)


def why_not(user: Any, name: str, thing: Any) -> str:
    """Return why this user may not do what a view does; empty if nothing is public."""
    if name.endswith(":edit"):
        return str(file_policies()[type(thing)].change_refusal(user, thing))
    return "" if is_free_to_delete(user) else refusal(thing)


def lead_back(request: HttpRequest, thing: Any, reason: str) -> HttpResponseBase:
    """Show what must stay, with the reason above it."""
    messages.error(request, reason)
    url = AdminURLFinder(request.user).get_edit_url(thing)
    return redirect(url or reverse("wagtailadmin_home"))
