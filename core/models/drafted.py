"""Records with drafts, that only a second person publishes."""

from wagtail.models import DraftStateMixin, RevisionMixin, WorkflowMixin

from core.models.second_person import SecondPerson


class Drafted(SecondPerson, WorkflowMixin, DraftStateMixin, RevisionMixin):
    """
    A record with drafts, a review and every earlier version.

    To stand first among the bases: Wagtail asks for this order.
    """

    class Meta:
        abstract = True
