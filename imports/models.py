"""A list that was uploaded: a draft, then waiting or applied, as one batch."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _, ngettext

# How long its author is reminded of a batch that was sent back.
REMINDED = datetime.timedelta(days=30)
# How long a draft is kept for its author's decision.
DRAFT_KEPT = datetime.timedelta(hours=1)


class ListKind(models.TextChoices):
    TASK_FORCES = "task-forces", _("Task forces")
    PARTNER_OFFICES = "partner-offices", _("Partner offices")
    CONTACTS = "contacts", _("Contacts")


class BatchState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    WAITING = "waiting", _("Waiting for approval")
    APPLIED = "applied", _("Imported and published")
    APPROVED = "approved", _("Approved and published")
    SENT_BACK = "sent_back", _("Sent back")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ImportBatchQuerySet(models.QuerySet[Any]):
    def sent(self) -> Self:
        return self.exclude(state=BatchState.DRAFT)

    def drafts(self, user: Any, now: datetime.datetime | None = None) -> Self:
        """Return what this user has uploaded and not sent, until it expires."""
        since = (now or timezone.now()) - DRAFT_KEPT
        return self.filter(state=BatchState.DRAFT, sent_by=user, sent_at__gt=since)

    def visible_to(self, user: Any, kinds: list[str]) -> Self:
        return self.filter(kind__in=kinds) & (self.sent() | self.drafts(user))

    def delete_old_drafts(self, now: datetime.datetime | None = None) -> None:
        until = (now or timezone.now()) - DRAFT_KEPT
        self.filter(state=BatchState.DRAFT, sent_at__lte=until).delete()

    def to_approve(self, user: Any) -> Self:
        """Return what other users sent, oldest first."""
        waiting = self.filter(state=BatchState.WAITING)
        return waiting.exclude(sent_by=user).order_by("sent_at", "pk")

    def to_correct(self, user: Any) -> Self:
        """Return what was sent back to this user and has not been resubmitted."""
        later = ImportBatch.objects.sent().filter(
            sent_by=user, kind=OuterRef("kind"), sent_at__gt=OuterRef("decided_at")
        )
        return self.filter(
            ~Exists(later),
            sent_by=user,
            state=BatchState.SENT_BACK,
            decided_at__gt=timezone.now() - REMINDED,
        ).order_by("-decided_at", "-pk")


class ImportBatch(models.Model):
    """
    A file that somebody uploaded, what it would change, and what was decided about it.

    A draft is its author's alone, and is deleted after an hour. What was sent is a
    record of who did what, so names are copied and outlive accounts. The numbers
    are those that the author saw and, once it is published, what was done.
    """

    kind = models.CharField(_("list"), max_length=20, choices=ListKind.choices)
    file_name = models.CharField(_("file"), max_length=255)
    content = models.TextField(_("the file's text"))
    digest = models.CharField(
        _("what the author saw"),
        max_length=64,
        help_text=_("A name for exactly those changes."),
    )
    approved_digest = models.CharField(
        _("what was approved"),
        max_length=64,
        blank=True,
        help_text=_("Another one if the directory changed in between."),
    )
    added = models.PositiveIntegerField(_("added"))
    changed = models.PositiveIntegerField(_("changed"))
    removed = models.PositiveIntegerField(_("taken off the site"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("account of the author"),
    )
    sent_by_name = models.CharField(_("sent by"), max_length=150)
    sent_at = models.DateTimeField(_("sent on"), default=timezone.now)
    state = models.CharField(
        max_length=10, choices=BatchState.choices, default=BatchState.DRAFT
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account of whoever decided"),
    )
    decided_by_name = models.CharField(_("decided by"), max_length=150, blank=True)
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    objects = models.Manager.from_queryset(ImportBatchQuerySet)()

    class Meta:
        # From the time when batches belonged to the regions.
        db_table = "regions_importbatch"
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-sent_at", "-pk"]
        # The rights on the list decide; nobody edits or deletes a batch.
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "waiting"], decided_at__isnull=True)
                | (~Q(state__in=["draft", "waiting"]) & Q(decided_at__isnull=False)),
                name="import_batch_waits_or_is_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent_back") | ~Q(reason=""),
                name="import_batch_is_sent_back_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.file_name}"

    @property
    def is_draft(self) -> bool:
        return self.state == BatchState.DRAFT

    @property
    def is_waiting(self) -> bool:
        return self.state == BatchState.WAITING

    @property
    def deleted_at(self) -> datetime.datetime:
        """When it is deleted, if it is still a draft."""
        return self.sent_at + DRAFT_KEPT

    @property
    def counted(self) -> str:
        parts = [
            (self.added, ngettext("%d added", "%d added", self.added)),
            (self.changed, ngettext("%d changed", "%d changed", self.changed)),
            (
                self.removed,
                ngettext(
                    "%d taken off the site", "%d taken off the site", self.removed
                ),
            ),
        ]
        told = ", ".join(words % number for number, words in parts if number)
        return told or gettext("nothing to change")

    @property
    def differed(self) -> bool:
        """Return whether what was approved differs from what its author saw."""
        return self.approved_digest not in {"", self.digest}

    def is_by(self, user: Any) -> bool:
        return self.sent_by_id == user.pk
