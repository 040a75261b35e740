"""Change notes: what changed in a published answer or article, and why."""

import datetime
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from publishing.models import DeletionProtected


class NoteKind(models.TextChoices):
    NEW = "new", _("New information")
    CORRECTION = "correction", _("Correction: it was wrong here")
    WORDING = "wording", _("Wording only: it says the same")


class PublishedPanel(FieldPanel):
    """Shows when a note was published, or will be."""

    def format_value_for_display(self, value: datetime.datetime | None) -> str:
        if value is None:
            return gettext("As soon as the page is published")
        return date_format(timezone.localtime(value), "F j, Y")


class ChangeNoteQuerySet(models.QuerySet["ChangeNote"]):
    def published(self) -> "ChangeNoteQuerySet":
        return self.filter(published_at__isnull=False)

    def listed(self) -> "ChangeNoteQuerySet":
        """Return what belongs on the list of corrections and changes, newest first."""
        return (
            self.published()
            .filter(page__in=Page.objects.live().public(), page__alias_of=None)
            .exclude(kind=NoteKind.WORDING)
            .select_related("page")
            .order_by("-published_at", "-pk")
        )


class ChangeNote(DeletionProtected):
    """
    What an editor changed in a published page, and why. Frozen once published.

    A note that is wrong is corrected by another note.
    """

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="change_notes")
    kind = models.CharField(
        _("kind of change"), max_length=10, choices=NoteKind.choices
    )
    reason = models.TextField(
        blank=True,
        help_text=_(
            "Public. One or two sentences that a reader can check. Not needed if only "
            "the wording changed."
        ),
    )
    published_at = models.DateTimeField(
        _("published"), null=True, blank=True, editable=False
    )
    # Drafts have no primary key yet; the key identifies the note once published.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects = models.Manager.from_queryset(ChangeNoteQuerySet)()

    panels = [
        FieldPanel("kind"),
        FieldPanel("reason"),
        PublishedPanel("published_at", read_only=True),
    ]

    class Meta:
        verbose_name = _("note of a change")
        verbose_name_plural = _("notes of changes")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=NoteKind.WORDING)
                | ~models.Q(reason="")
                | models.Q(published_at__isnull=True),
                name="change_note_has_reason",
                violation_error_message=_("Say what changed and why."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reason}".strip()

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def moment(self) -> datetime.datetime:
        """When readers saw it first; in a preview, now."""
        return self.published_at or timezone.now()

    @property
    def day(self) -> datetime.date:
        """Return the day in the site's time zone."""
        return timezone.localdate(self.moment)

    @property
    def anchor(self) -> str:
        """The permanent ID of the note on its page."""
        return f"note-{self.key}"

    @property
    def url(self) -> str:
        return f"{self.page.get_url() or ''}#{self.anchor}"

    def facts(self) -> tuple[Any, ...]:
        return (self.kind, self.reason, self.published_at)

    def clean(self) -> None:
        super().clean()
        self.refuse_change()

    def refuse_change(self) -> None:
        """Raise ValidationError if a published note would say something else."""
        stored = ChangeNote.objects.published().filter(pk=self.pk).first()
        if stored and stored.facts() != self.facts():
            raise ValidationError(stored.frozen_message())

    def frozen_message(self) -> str:
        return gettext(
            "The note of %(day)s has been published and cannot be changed or removed. "
            "If it is wrong, add another note that corrects it."
        ) % {"day": self.day}

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.refuse_change()
        super().save(*args, **kwargs)

    def deletion_refusal(self) -> str:
        # An alias repeats the notes of its source page.
        is_own = not self.page.alias_of_id
        return self.frozen_message() if self.is_published and is_own else ""
