"""Records with drafts, published by a second person."""

from typing import Any

from django.db import transaction
from django.db.models import PROTECT
from wagtail.log_actions import LogContext, get_active_log_context
from wagtail.models import DraftStateMixin, Revision, RevisionMixin, WorkflowMixin

from audit.changes import facts_before, log_changes
from audit.facts import Audited
from publishing.models.four_eyes import FourEyes


class Drafted(FourEyes, WorkflowMixin, DraftStateMixin, RevisionMixin):
    """
    A record with drafts, a review and every earlier version.

    Must stand first among the bases: Wagtail requires this order.
    """

    # Facts whose old and new values the history shows when it goes live.
    audited: Audited

    class Meta:
        abstract = True

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Open a version, with deleted references left empty."""
        return super().with_content_json(without_lost(type(self), content))

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> Any:
        before = facts_before(self)
        # A separate context: of one context's entries, the history shows only
        # the last, even if they are about different records.
        act = LogContext(user=get_active_log_context().user)
        with transaction.atomic(), act:
            published = super().publish(revision, user=user, **kwargs)
            log_changes(self, revision, act, before)
        return published


def without_lost(model: type[Any], content: dict[str, Any]) -> dict[str, Any]:
    """
    Return the content of a version, with None for each deleted record.

    The database protects only current references. Opening the version,
    Wagtail would fail at a protected field whose record only a draft had referenced.
    """
    lost = {
        field.name: None
        for field in model._meta.concrete_fields
        if field.is_relation
        and field.remote_field.on_delete is PROTECT
        and (key := content.get(field.name)) is not None
        and not field.related_model._base_manager.filter(pk=key).exists()
    }
    return {**content, **lost}
