"""Admin forms of this room."""

from typing import Any

from wagtail.admin.utils import get_user_display_name

from core.typed_form import TypedForm

CHECK = ("verified_on", "verified_by", "review_due")


class CheckedForm(TypedForm):
    """Writes down who confirmed a contact and until when, without being told."""

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        published = self.instance.published_row()
        before = {name: getattr(published, name, None) for name in CHECK}
        day, name = data.get("verified_on"), data.get("verified_by") or ""
        if day == before["verified_on"]:
            data["verified_by"] = name or before["verified_by"] or ""
            return data
        if data.get("review_due") == before["review_due"]:
            # A new day starts a new term, which the model works out.
            data["review_due"] = None
        if not day:
            data["verified_by"] = ""
        elif self.is_touched() and name in {"", before["verified_by"]}:
            data["verified_by"] = get_user_display_name(self.for_user)[:150]
        return data

    def is_touched(self) -> bool:
        """Say whether it differs from the draft that another may have written."""
        return not {"verified_on", "verified_by"}.isdisjoint(self.changed_data)

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """Empty the check in the open form, too, once it no longer counts."""
        updates: list[tuple[str, str]] = super().get_field_updates_for_resave()
        if self.cleaned_data.get("verified_on") and not self.instance.verified_on:
            updates += [(self.add_prefix(name), "") for name in CHECK]
        return updates
