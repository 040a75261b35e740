"""Pages and records with versions: what was approved is never overwritten."""

import datetime
import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext
from wagtail.fields import StreamField
from wagtail.log_actions import get_active_log_context
from wagtail.models import Revision

from publishing.models.seal import AlteredError, Seal, digest
from publishing.revision_content import BOOKKEEPING, from_json


class Versioned:
    """
    A model with versions: one that readers saw is never overwritten.

    Must stand before the bases of Wagtail, whose forms autosave into the newest version
    as long as the same person works on it. If that version is frozen, autosaving makes
    a new one, and the form goes on with that.
    """

    def save_revision(
        self: Any, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any
    ) -> Revision:
        with transaction.atomic():
            if overwrite_revision and overwrite_revision.pk == self.latest_revision_id:
                overwrite_revision = self.unless_frozen(overwrite_revision)
            return super().save_revision(  # type: ignore[misc]  # Wagtail's, behind it
                *args, overwrite_revision=overwrite_revision, **kwargs
            )

    def unless_frozen(self, revision: Revision) -> Revision | None:
        """Return the version if it may be written again. Without drafts, none may."""
        return None


class Publishable(Versioned):
    """
    A model with drafts: a version is frozen once it was approved or submitted.

    That is: from the moment at which it goes live, is approved for later, or is sent
    for review.
    """

    # Changes to these alone need no second person. No value here: this class comes
    # before its neighbors in the MRO and would hide theirs.
    fields_for_one_person: frozenset[str]

    def clean(self) -> None:
        """Refuse the first and the last year: neither exists in every time zone."""
        super().clean()  # type: ignore[misc]  # the model's, behind it
        words = gettext("No calendar reaches so far. Leave it empty if there is none.")
        too_far = {
            name: words
            for name in ("go_live_at", "expire_at")
            if (day := getattr(self, name))
            and day.year in {datetime.MINYEAR, datetime.MAXYEAR}
        }
        if too_far:
            raise ValidationError(too_far)

    def unless_frozen(self: Any, revision: Revision) -> Revision | None:
        # Locked, so that it is not approved while it is written.
        same = self.revisions.filter(pk=revision.pk)
        same.select_for_update().first()
        if revision.pk == self.live_revision_id:
            return None
        # During an update, the previous release approves without a seal.
        approved = Q(seal__isnull=False) | Q(approved_go_live_at__isnull=False)
        is_frozen = same.filter(approved | Q(task_states__isnull=False)).exists()
        return None if is_frozen else revision

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> Any:
        with transaction.atomic():
            self.refuse_altered(revision, user)
            return super().publish(  # type: ignore[misc]  # Wagtail's, behind it
                revision, user=user, **kwargs
            )

    def refuse_altered(self: Any, revision: Revision, user: Any) -> None:
        """Raise AlteredError if it is not what is stored, or not what was approved."""
        stored = self.revisions.select_for_update().filter(pk=revision.pk).first()
        if stored is None or digest(stored.content) != digest(revision.content):
            raise AlteredError
        # Nobody reviews what the scheduler publishes.
        if user is None and Seal.objects.is_broken(stored):
            raise AlteredError

    def save(self: Any, *args: Any, **kwargs: Any) -> None:
        then = super().save  # type: ignore[misc]  # the model's, behind it
        self.clear_live_state()
        names = kwargs.get("update_fields")
        is_asked = names is None or "live_revision" in names
        revision = self.live_revision if is_asked else None
        stored = self.stored() if revision else None
        if revision is None or (stored and stored.live_revision_id == revision.pk):
            then(*args, **kwargs)
            return
        # Checked here, too: some of Wagtail's code publishes without `publish()`.
        with transaction.atomic():
            self.refuse_altered(revision, get_active_log_context().user)
            then(*args, **kwargs)
            Seal.objects.put_on(revision.pk)

    def stored(self: Any) -> Any:
        """Return the row as stored in the database; None if it is new."""
        return type(self)._base_manager.filter(pk=self.pk).first()

    def clear_live_state(self) -> None:
        """
        Clear the live version of what is not live, and publication dates of new drafts.

        An alias has no versions of its own: it would refer to one of its original.
        """
        mine: Any = self
        if not mine.live or getattr(mine, "alias_of_id", None):
            mine.live_revision = None
        if mine._state.adding and not mine.live:
            mine.first_published_at = mine.last_published_at = None

    def content_of(self: Any, content: dict[str, Any]) -> str:
        """Return the editable part of a revision's content, as text to compare."""
        left_out = BOOKKEEPING | getattr(self, "fields_for_one_person", set())
        streams = {
            field.name for field in self._meta.fields if isinstance(field, StreamField)
        }
        kept = {
            # PostgreSQL stores the keys of a JSON object in its own order.
            name: from_json(value) if name in streams else value
            for name, value in content.items()
            if name not in left_out
        }
        return json.dumps(kept, cls=DjangoJSONEncoder, sort_keys=True)
