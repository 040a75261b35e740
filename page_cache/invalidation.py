"""Moves the generation whenever what visitors see may have changed."""

from typing import Any
from weakref import WeakKeyDictionary, finalize, ref

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.signals import post_page_move

from page_cache.generation import Generation
from page_cache.visibility import is_visible


class PendingInvalidation:
    """
    What one transaction changes: announced at once, and done when it is committed.

    Django reports no rollback. It lets go of the callbacks of a transaction that was
    rolled back, and with them of this, which withdraws the announcement.
    """

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self.withdraw = finalize(self, generation.announce())

    def invalidate(self) -> None:
        """Move the generation once, however many records were saved."""
        if self.withdraw.alive:
            try:
                self.generation.advance()
            finally:
                self.withdraw()


def connect(generation: Generation) -> None:
    """Move the generation with every write in this process."""
    pending: WeakKeyDictionary[Any, ref[PendingInvalidation]] = WeakKeyDictionary()

    def pending_of(connection: Any) -> PendingInvalidation:
        """Return the one invalidation of a transaction."""
        known = pending[connection]() if connection in pending else None
        if known is None or not known.withdraw.alive:
            known = PendingInvalidation(generation)
            pending[connection] = ref(known)
        return known

    def changed(
        sender: type[Model],
        update_fields: Any = None,
        using: str | None = None,
        **kwargs: Any,
    ) -> None:
        if is_visible(sender, update_fields):
            change = pending_of(transaction.get_connection(using))
            # Not before others can read what was written.
            transaction.on_commit(change.invalidate, using=using, robust=True)

    for signal in (post_save, post_delete, m2m_changed, post_page_move):
        signal.connect(changed, weak=False, dispatch_uid="page_cache")
