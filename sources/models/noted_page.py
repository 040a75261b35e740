"""Pages that explain their changes to readers, each by a note."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel
from wagtail.models import Revision

from publishing.models import FourEyes
from publishing.refusals import Refusal
from sources.forms import NotedPageForm
from sources.models.change_note import ChangeNote, NoteKind
from sources.models.cited import CitedPage


class UnexplainedChangeError(Refusal):
    """Somebody tried to publish changed text without a note that explains it."""

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

    # A copy is a new page: nothing in it has changed yet.
    exclude_fields_in_copy = [*CitedPage.exclude_fields_in_copy, "change_notes"]

    # The fields that make up the text; see `words`.
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

    def published_notes(self) -> QuerySet[ChangeNote]:
        """Return the published notes, read from the database."""
        return ChangeNote.objects.published().filter(page_id=self.pk)

    @cached_property
    def notes(self) -> list[ChangeNote]:
        """Return the notes for readers, the newest first."""
        return sorted(
            self.change_notes.all(), key=lambda note: note.moment, reverse=True
        )

    @property
    def correction_notes(self) -> list[ChangeNote]:
        return [note for note in self.notes if note.kind == NoteKind.CORRECTION]

    @property
    def latest_note(self) -> ChangeNote | None:
        """Return the newest note about more than the wording."""
        return next(
            (note for note in self.notes if note.kind != NoteKind.WORDING), None
        )

    @property
    def stays_in_place(self) -> bool:
        # Published notes are permanent. Unpublishing is still possible.
        return super().stays_in_place or (
            not self.alias_of_id and self.published_notes().exists()
        )

    def words(self) -> list[str]:
        """Return the text that readers see, without markup."""
        found: list[str] = []
        for name in self.worded:
            field, value = self._meta.get_field(name), getattr(self, name)
            block = getattr(field, "stream_block", None)
            found += block.get_searchable_content(value) if block else [value]
        return " ".join(found).split()

    def is_unexplained(self) -> bool:
        """Return whether readers would see other text, and no new note about it."""
        seen = type(self)._default_manager.filter(pk=self.pk, live=True).first()
        if seen is None or seen.words() == self.words():
            return False
        return all(note.is_published for note in self.change_notes.all())

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Open a version; all published notes are added to it."""
        opened = super().with_content_json(content)
        stored = list(self.published_notes().order_by("pk"))
        known = {note.key for note in stored} | {
            (note.kind, note.reason) for note in stored if note.reason
        }
        drafts = [
            note
            for note in opened.change_notes.all()
            # A dated note that is not stored was published on the page copied from.
            if not note.is_published
            and note.key not in known
            and (note.kind, note.reason) not in known
        ]
        opened.change_notes = [*stored, *drafts]
        return opened

    def content_of(self, content: dict[str, Any]) -> str:
        # Publishing sets a note's primary key and date; these are not an editor's work.
        kept = json.loads(super().content_of(content))
        kept["change_notes"] = [
            [note["kind"], note["reason"]] for note in kept.get("change_notes", [])
        ]
        return json.dumps(kept, sort_keys=True)

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> Any:
        # Without a user, as in the seed, nobody can write a note.
        if user is not None and revision.as_object().is_unexplained():
            raise UnexplainedChangeError
        return super().publish(revision, user=user, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.refuse_lost_notes()

    def refuse_lost_notes(self) -> None:
        """Raise ValidationError if a published note would differ or disappear."""
        if self.alias_of_id:
            return  # its notes are rewritten whenever its source page is published
        kept = {note.pk: note.facts() for note in self.change_notes.all()}
        for stored in self.published_notes():
            if kept.get(stored.pk) != stored.facts():
                raise ValidationError(stored.frozen_message())

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.refuse_lost_notes()
        if self.live and kwargs.get("update_fields") is None:
            notes: Any = self.change_notes
            for note in notes.get_object_list():
                note.published_at = note.published_at or timezone.now()
        super().save(*args, **kwargs)
