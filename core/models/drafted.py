"""Records with drafts, that only a second person publishes."""

from typing import Any

from wagtail.models import DraftStateMixin, Revision, RevisionMixin, WorkflowMixin

from core.audit.facts import Audited
from core.audit.publishing import telling_changes
from core.models.second_person import SecondPerson


class Drafted(SecondPerson, WorkflowMixin, DraftStateMixin, RevisionMixin):
    """
    A record with drafts, a review and every earlier version.

    To stand first among the bases: Wagtail asks for this order.
    """

    # Facts whose old and new words the history tells when it goes live.
    audited = Audited()

    class Meta:
        abstract = True

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> Any:
        with telling_changes(self, revision):
            return super().publish(revision, user=user, **kwargs)
