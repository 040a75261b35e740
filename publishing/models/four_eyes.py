"""The four-eyes rule: whoever wrote a change cannot publish it."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Revision

from publishing.models.seal import Seal
from publishing.models.versioned import Publishable
from publishing.refusals import Refusal


class OwnWorkError(Refusal):
    """Whoever wrote a change tried to publish it."""

    message = _(
        "You wrote part of this change, so somebody else must publish it. Your work is "
        "saved as a draft."
    )


class FourEyes(Publishable):
    """
    A model that only a second person publishes, if `SECOND_PERSON_PUBLISHES` is set.

    Must stand before the bases of Wagtail that publish.

    Wagtail checks who may publish, not who wrote. Each of its ways to publish ends in
    `publish()` or in `save()`, so both check; acts of the site itself, such as seeding
    or publishing at an approved time, have no user and pass.
    """

    def save(self, *args: Any, **kwargs: Any) -> None:
        if settings.SECOND_PERSON_PUBLISHES:
            self.keep_from_readers()
        super().save(*args, **kwargs)

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> Any:
        self.refuse_own_work(revision, user)
        return super().publish(revision, user=user, **kwargs)

    def keep_from_readers(self) -> None:
        """
        Make a user's new record a draft; see Wagtail's CreateView.

        Raise OwnWorkError if saving another would publish its writer's words.
        """
        mine: Any = self
        user = get_active_log_context().user
        if user and mine._state.adding:
            mine.live = False
        if user is None or not mine.live or getattr(mine, "alias_of_id", None):
            return  # an alias shows only what its original shows
        seen = self.stored()
        revision = mine.live_revision
        if revision is None and (seen is None or not seen.live):
            raise OwnWorkError  # nobody can say who wrote it
        if revision and (seen is None or revision.pk != seen.live_revision_id):
            self.refuse_own_work(revision, user)

    def refuse_own_work(self, revision: Revision, user: Any) -> None:
        """Raise OwnWorkError if this user wrote what the revision would change."""
        if not settings.SECOND_PERSON_PUBLISHES or user is None:
            return
        if user.pk in self.writers_since_live(revision):
            raise OwnWorkError

    def writers_since_live(self: Any, revision: Revision) -> set[int | None]:
        """
        Return who changed the content since the version that readers see.

        Saving it again without a change, as the form does when one publishes from it,
        makes nobody a writer. Whoever added or copied what was never live is one.
        """
        seen = self.stored()
        is_live = seen is not None and seen.live
        revisions = self.revisions.filter(pk__lte=revision.pk).order_by("pk")
        before = None
        live = self.revisions.filter(pk=seen.live_revision_id).first() if seen else None
        if is_live and live is None:
            # Such as an alias that became a page: only its row has what readers see.
            before = self.content_of(seen.serializable_data())
        elif live and live.pk <= revision.pk and not Seal.objects.is_broken(live):
            before = self.content_of(live.content)
            revisions = revisions.filter(pk__gt=live.pk)
        writers = set() if is_live else {getattr(seen, "owner_id", None)}
        for each in revisions:
            content = self.content_of(each.content)
            if content != before:
                writers.add(each.user_id)
            before = content
        return writers
