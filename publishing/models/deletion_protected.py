"""Records that published text depends on: retired, never deleted."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext, gettext_lazy as _

from publishing.models.stale_edit_guard import StaleEditGuard


def has_been_public(thing: Any) -> bool:
    """Return whether the page or record itself shows that it has been public."""
    return bool(thing.live or thing.first_published_at or thing.live_revision_id)


class DeletionProtected(StaleEditGuard, models.Model):
    """
    A record that may refuse its own deletion; see `publishing.deletion_guard`.

    `may_be_unpublished`: whether what may not be deleted may still be taken off the
    site.
    """

    may_be_unpublished = False

    class Meta:
        abstract = True

    def deletion_refusal(self) -> str:
        """Return why it must stay, and what to do instead; empty if it may go."""
        raise NotImplementedError


class KeptOncePublic(DeletionProtected):
    """A record with drafts: once it has been public, it is unpublished, not deleted."""

    may_be_unpublished = True

    class Meta:
        abstract = True

    def deletion_refusal(self: Any) -> str:
        if not has_been_public(self):
            return ""
        if not self.live:
            return gettext(
                "“%(name)s” has been public, so its history is kept. Readers do not "
                "see it now."
            ) % {"name": self}
        return gettext(
            "“%(name)s” has been public, so its history is kept. Unpublish it instead."
        ) % {"name": self}


class RetirableQuerySet(models.QuerySet[Any]):
    def in_use(self) -> Self:
        return self.filter(is_retired=False)


class Retirable(DeletionProtected):
    """
    A record that other published records refer to.

    An old revision stores only its key, so losing it would break that revision:
    instead it is marked as retired.
    """

    is_retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_(
            "Tick this instead of deleting. It stays on pages that already use it, "
            "and is no longer offered for new ones."
        ),
    )

    class Meta:
        abstract = True

    def deletion_refusal(self) -> str:
        return gettext(
            "“%(name)s” cannot be deleted, because published words may rest on it. "
            "Mark it as retired instead."
        ) % {"name": self}
