"""
Why something that readers have seen is not deleted.

Three layers use these reasons: permissions, which offer no button; the middleware,
which explains where Wagtail only refuses; and the models' signals,
which catch every other way.
"""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, ProtectedError, Q
from django.utils.translation import gettext
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageLogEntry, ReferenceIndex

from publishing.models.deletion_protected import DeletionProtected, has_been_public

# Log actions that show that a page was public, even if nothing else does.
SEEN = ["wagtail.publish", "wagtail.unpublish"]


class DeletionRefusedError(ProtectedError):
    """Something must stay; the message says why, and what to do instead."""


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
    """Return whether this is an administrator, or no user, as in a command."""
    return user is None or user.is_superuser


def page_refusal(page: Page) -> str:
    """Return why this page itself must stay; empty if it may be deleted."""
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
    """Return why this page or a page below it must stay."""
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
    """Return why an image or document must stay: something public uses it."""
    return because_used(
        file,
        gettext(
            "“%(file)s” is used by “%(user)s”, which is or has been public, so only an "
            "administrator can delete it. Take it out there first, and publish that."
        ),
    )


def change_refusal(file: Any) -> str:
    """Return why a file's uploader may not change it: it is already public."""
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
    """Return why only an administrator may delete this; empty if anybody may."""
    if isinstance(thing, Page):
        return branch_refusal(thing)
    if isinstance(thing, DeletionProtected):
        return thing.deletion_refusal()
    if isinstance(thing, get_image_model() | get_document_model()):
        return file_refusal(thing)
    return ""
