"""Notes of changes: what was changed in a published answer or article, and why."""

import datetime
import json
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Page, Revision

from publishing.models import DeletionProtected, FourEyes
from publishing.refusals import Refusal
from sources.forms import NotedPageForm
from sources.models.cited import CitedPage


class NoteKind(models.TextChoices):
    NEW = "new", _("New information")
    CORRECTION = "correction", _("Correction: this site had it wrong")
    WORDING = "wording", _("Wording only: it says the same")


class PublishedPanel(FieldPanel):
    """Says when a note was published, or when it will be."""

    def format_value_for_display(self, value: datetime.datetime | None) -> str:
        if value is None:
            return gettext("As soon as the page is published")
        return date_format(timezone.localtime(value), "F j, Y")


class ChangeNoteQuerySet(models.QuerySet["ChangeNote"]):
    def published(self) -> "ChangeNoteQuerySet":
        return self.filter(published_at__isnull=False)

    def listed(self) -> "ChangeNoteQuerySet":
        """Give what belongs on the list of corrections and changes, newest first."""
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
    # A draft has no number yet; by this, the published note is known again.
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
    def is_correction(self) -> bool:
        return self.kind == NoteKind.CORRECTION

    @property
    def is_wording(self) -> bool:
        return self.kind == NoteKind.WORDING

    @property
    def moment(self) -> datetime.datetime:
        """When readers saw it first; in a preview, now."""
        return self.published_at or timezone.now()

    @property
    def day(self) -> datetime.date:
        """Give the day by the site's own clock."""
        return timezone.localdate(self.moment)

    @property
    def anchor(self) -> str:
        """The id of the note on its page; it stays the same for good."""
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
        # An alias repeats the notes of the page that it follows.
        is_own = not self.page.alias_of_id
        return self.frozen_message() if self.is_published and is_own else ""


class UnexplainedChangeError(Refusal):
    """Somebody tried to publish other words without a note that explains them."""

    message = _(
        "The words differ from what readers see. Add a note of the change at the end "
        "of the form first."
    )


class NotedPage(FourEyes, CitedPage):
    """
    A page whose changes are explained to readers once it has been published.

    Published notes belong to the page, not to one of its versions: whichever version is
    opened or published, they are all there.
    """

    base_form_class = NotedPageForm

    # A copy is a page of its own: nothing in it has changed yet.
    exclude_fields_in_copy = [*CitedPage.exclude_fields_in_copy, "change_notes"]

    # The fields that make up the words; see `words`.
    worded: tuple[str, ...] = ("title", "lede", "body")

    noted_panels = [
        InlinePanel(
            "change_notes",
            heading=_("Notes of changes"),
            label=_("Note"),
            help_text=_(
                "If you change the words of a page that readers can see already, add "
                "one note: what kind of change it is, and why. The note stands with "
                "its date at the foot of the page; new information and corrections "
                "are also listed under “Corrections and changes”. For a typing slip, "
                "choose “Wording only”: it needs no reason and is not listed. A "
                "published note stays for good."
            ),
        )
    ]

    class Meta:
        abstract = True

    @property
    def notes(self) -> list[ChangeNote]:
        """Give the notes for readers, the newest first."""
        return sorted(
            self.change_notes.all(), key=lambda note: note.moment, reverse=True
        )

    @property
    def correction_notes(self) -> list[ChangeNote]:
        return [note for note in self.notes if note.is_correction]

    @property
    def latest_note(self) -> ChangeNote | None:
        """Give the newest note about more than the wording."""
        return next((note for note in self.notes if not note.is_wording), None)

    @property
    def stays_in_place(self) -> bool:
        # Its notes were promised to stay. Unpublishing is still possible.
        return super().stays_in_place or (
            not self.alias_of_id
            and ChangeNote.objects.published().filter(page_id=self.pk).exists()
        )

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        # The page names its notes in several places.
        if self.pk:
            prefetch_related_objects([self], "change_notes")
        return super().get_context(request, *args, **kwargs)

    def words(self) -> list[str]:
        """Give the words that readers see, without markup."""
        found: list[str] = []
        for name in self.worded:
            field, value = self._meta.get_field(name), getattr(self, name)
            block = getattr(field, "stream_block", None)
            found += block.get_searchable_content(value) if block else [value]
        return " ".join(found).split()

    def is_unexplained(self) -> bool:
        """Whether readers would see other words, and no new note about them."""
        seen = type(self)._default_manager.filter(pk=self.pk, live=True).first()
        if seen is None or seen.words() == self.words():
            return False
        return all(note.is_published for note in self.change_notes.all())

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Open a version; all published notes are added to it."""
        opened = super().with_content_json(content)
        stored = list(
            ChangeNote.objects.published().filter(page_id=self.pk).order_by("pk")
        )
        known = {note.key for note in stored} | {
            (note.kind, note.reason) for note in stored if note.reason
        }
        drafts = [
            note
            for note in opened.change_notes.all()
            # One with a day that is not stored was published on a page copied here.
            if not note.is_published
            and note.key not in known
            and (note.kind, note.reason) not in known
        ]
        opened.change_notes = [*stored, *drafts]
        return opened

    def content_of(self, content: dict[str, Any]) -> str:
        # Publishing gives a note its number and its day: nobody wrote these.
        kept = json.loads(super().content_of(content))
        kept["change_notes"] = [
            [note["kind"], note["reason"]] for note in kept.get("change_notes", [])
        ]
        return json.dumps(kept, sort_keys=True)

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> Any:
        # Where nobody publishes, such as the seed, nobody could be asked for a note.
        if user is not None and revision.as_object().is_unexplained():
            raise UnexplainedChangeError
        return super().publish(revision, user=user, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.refuse_lost_notes()

    def refuse_lost_notes(self) -> None:
        """Raise ValidationError if a published note would differ or disappear."""
        if self.alias_of_id:
            return  # its notes are written anew whenever its page is published
        kept = {note.pk: note.facts() for note in self.change_notes.all()}
        for stored in ChangeNote.objects.published().filter(page_id=self.pk):
            if kept.get(stored.pk) != stored.facts():
                raise ValidationError(stored.frozen_message())

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.refuse_lost_notes()
        if self.live and kwargs.get("update_fields") is None:
            notes: Any = self.change_notes
            for note in notes.get_object_list():
                note.published_at = note.published_at or timezone.now()
        super().save(*args, **kwargs)
