"""Moves the stamp on whenever something public may have changed."""

from typing import Any
from weakref import WeakKeyDictionary, ref

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.images.models import AbstractRendition
from wagtail.signals import post_page_move

from page_cache.stamp import Stamp, Withdraw

# What no public page shows. Anything else counts, so that a new model is safe at once.
PRIVATE_APPS = {"account", "admin", "auth", "contenttypes", "mfa", "sessions"}
PRIVATE_MODELS = {
    "imports.importbatch",
    "wagtailadmin.editingsession",
    "wagtailcore.comment",
    "wagtailcore.commentreply",
    "wagtailcore.groupapprovaltask",
    "wagtailcore.groupcollectionpermission",
    "wagtailcore.grouppagepermission",
    "wagtailcore.modellogentry",
    "wagtailcore.pagelogentry",
    "wagtailcore.pagesubscription",
    "wagtailcore.referenceindex",
    "wagtailcore.revision",
    "wagtailcore.task",
    "wagtailcore.taskstate",
    "wagtailcore.uploadedfile",
    "wagtailcore.workflow",
    "wagtailcore.workflowcontenttype",
    "wagtailcore.workflowpage",
    "wagtailcore.workflowstate",
    "wagtailcore.workflowtask",
    "wagtailsearch.indexentry",
    "wagtailusers.userprofile",
}
# What saving a draft writes into the record itself.
DRAFT_FIELDS = {
    "draft_title",
    "go_live_at",
    "expire_at",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}


def is_public(model: type[Model], update_fields: Any = None) -> bool:
    """Say whether saving this could change what a visitor sees."""
    meta = model._meta
    if meta.app_label in PRIVATE_APPS or meta.label_lower in PRIVATE_MODELS:
        return False
    if issubclass(model, AbstractRendition):
        return False  # made while a page is made; it follows from the image
    return not update_fields or not set(update_fields) <= DRAFT_FIELDS


class Change:
    """
    What one transaction changes: announced at once, and told when it is committed.

    Django tells nobody that a transaction was rolled back. It lets go of what it would
    have called, and with it of this.
    """

    def __init__(self, stamp: Stamp) -> None:
        self.stamp = stamp
        self.withdraw: Withdraw | None = stamp.announce()

    @property
    def is_open(self) -> bool:
        return self.withdraw is not None

    def tell(self) -> None:
        """Move the stamp; each of the records that were saved asks for it."""
        if self.is_open:
            try:
                self.stamp.advance()
            finally:
                self.close()

    def close(self) -> None:
        withdraw, self.withdraw = self.withdraw, None
        if withdraw:
            withdraw()

    __del__ = close


def follow_changes(stamp: Stamp) -> None:
    """Listen to what is written in this process, and move the stamp on with it."""
    under_way: WeakKeyDictionary[Any, ref[Change]] = WeakKeyDictionary()

    def change_of(connection: Any) -> Change:
        """Return the one change of a transaction."""
        known = under_way[connection]() if connection in under_way else None
        if known is None or not known.is_open:
            known = Change(stamp)
            under_way[connection] = ref(known)
        return known

    def heard(
        sender: type[Model],
        update_fields: Any = None,
        using: str | None = None,
        **kwargs: Any,
    ) -> None:
        if is_public(sender, update_fields):
            change = change_of(transaction.get_connection(using))
            # Not before others can read what was written.
            transaction.on_commit(change.tell, using=using, robust=True)

    for signal in (post_save, post_delete, m2m_changed, post_page_move):
        signal.connect(heard, weak=False, dispatch_uid="page_cache")
