"""What only a second person may publish, after somebody else wrote it."""

import json
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Revision

# What Wagtail keeps inside a revision that is not its content.
BOOKKEEPING = {
    "draft_title",
    "expired",
    "first_published_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
    "url_path",
    "wagtail_admin_comments",
}


class OwnWorkError(PermissionDenied):
    """Whoever wrote a change tried to publish it."""

    message = _(
        "You wrote part of this change, so somebody else must publish it. Your work is "
        "saved as a draft."
    )

    def __init__(self) -> None:
        super().__init__(str(self.message))


class SecondPerson:
    """
    For models: it goes live only by a second person, where the setting asks for it.

    To stand first among the bases, before those of Wagtail that publish.

    Wagtail checks who may publish, not who wrote. Each of its ways to publish ends in
    `publish()` or in `save()`, so both ask; what the site itself does, such as seeding
    or publishing at a time that was approved, has no person and passes.
    """

    # Changes to these alone need nobody else. No value here, because this class stands
    # first among its neighbours and would hide theirs.
    fields_for_one_person: frozenset[str]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if settings.SECOND_PERSON_PUBLISHES:
            self.start_as_draft()
            self.refuse_to_go_live()
        super().save(*args, **kwargs)  # type: ignore[misc]  # the model's, behind it

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> Any:
        self.refuse_own_work(revision, user)
        then = super().publish  # type: ignore[misc]  # Wagtail's, behind it
        return then(revision, user=user, **kwargs)

    def start_as_draft(self) -> None:
        """Let nothing that a person adds be live at once; see Wagtail's CreateView."""
        mine: Any = self
        if mine._state.adding and get_active_log_context().user:
            mine.live = False

    def refuse_to_go_live(self) -> None:
        mine: Any = self
        revision = mine.live_revision if mine.live else None
        if revision and revision.pk != self.stored_revision():
            self.refuse_own_work(revision, get_active_log_context().user)

    def stored_revision(self) -> int | None:
        """Give the number of the revision that readers see now."""
        mine: Any = self
        stored = type(mine)._base_manager.filter(pk=mine.pk)
        found: int | None = stored.values_list("live_revision", flat=True).first()
        return found

    def refuse_own_work(self, revision: Revision, user: Any) -> None:
        """Raise OwnWorkError if this user wrote what the revision would change."""
        if not settings.SECOND_PERSON_PUBLISHES or user is None:
            return
        if user.pk in self.writers_since_live(revision):
            raise OwnWorkError

    def writers_since_live(self, revision: Revision) -> set[int | None]:
        """
        Give who changed the content since the version that readers see.

        Saving it again without a change, as the form does when one publishes from it,
        makes nobody a writer.
        """
        mine: Any = self
        revisions = mine.revisions.filter(pk__lte=revision.pk).order_by("pk")
        before, live = None, self.stored_revision()
        if live:
            before = self.content_of(mine.revisions.get(pk=live))
            revisions = revisions.filter(pk__gt=live)
        writers = set()
        for each in revisions:
            content = self.content_of(each)
            if content != before:
                writers.add(each.user_id)
            before = content
        return writers

    def content_of(self, revision: Revision) -> str:
        left_out = BOOKKEEPING | getattr(self, "fields_for_one_person", set())
        kept = {
            name: value
            for name, value in revision.content.items()
            if name not in left_out
        }
        return json.dumps(kept, cls=DjangoJSONEncoder, sort_keys=True)
