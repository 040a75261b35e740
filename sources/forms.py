"""Admin forms of this app."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.admin.forms import WagtailAdminModelForm

from core.models.base_page import BasePageForm
from sources.models.change_note import NoteKind
from sources.retired import checking, cited_by


class DisagreementForm(WagtailAdminModelForm):
    """Refuses to drop a position that a published value is linked to."""

    def is_valid(self) -> bool:
        valid: bool = super().is_valid()
        positions = self.formsets.get("positions")
        if positions is None or not positions.is_valid():
            return valid
        for form in positions.deleted_forms:
            if form.instance.pk and (reason := form.instance.keeping_reason()):
                self.add_error(None, reason)
        return valid and not self.errors


class CitingPageForm(BasePageForm):
    """Refuses retired sources, except those that its page has cited before."""

    @cached_property
    def cited_before(self) -> frozenset[int]:
        return frozenset(cited_by(self.instance))

    def full_clean(self) -> None:
        with checking(self.cited_before):
            super().full_clean()

    def is_valid(self) -> bool:
        with checking(self.cited_before):
            return bool(super().is_valid())


class NotedPageForm(CitingPageForm):
    """
    Keeps published notes unchanged, and requires one if published text changes.

    A draft needs no note yet.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for form in self.formsets.get("change_notes", []):
            if form.instance.is_published:
                for name in ("kind", "reason"):
                    form.fields[name].disabled = True

    def is_valid(self) -> bool:
        valid: bool = super().is_valid()
        notes = self.formsets.get("change_notes")
        if notes is None or not notes.is_valid():
            return valid
        for form in notes.deleted_forms:
            if form.instance.is_published:
                self.add_error(None, form.instance.frozen_message())
        if not self.is_deferred_validation:
            self.ask_for_note(
                [form for form in notes if form not in notes.deleted_forms]
            )
        return valid and not self.errors and notes.is_valid()

    def ask_for_note(self, forms: list[Any]) -> None:
        new = [form for form in forms if not form.instance.is_published]
        for form in new:
            if form.instance.kind != NoteKind.WORDING and not form.instance.reason:
                form.add_error("reason", gettext("Say what changed and why."))
        if not new and self.instance.is_unexplained():
            self.add_error(
                None,
                gettext(
                    "The words differ from what readers see. Add a note of the change "
                    "at the end of the form. For a typing slip, choose “Wording only”."
                ),
            )
