"""The admin form of verifiable contacts."""

from typing import Any

from wagtail.admin.utils import get_user_display_name

from core.forms import CleanTextForm

CHECK = ("verified_on", "verified_by", "review_due")


class VerifiableForm(CleanTextForm):
    """Records automatically who confirmed a contact, and until when that counts."""

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        published = self.instance.published_row()
        before = {name: getattr(published, name, None) for name in CHECK}
        day = data.get("verified_on")
        if day == before["verified_on"]:
            self.instance.verified_by = before["verified_by"] or ""
            return data
        if data.get("review_due") == before["review_due"]:
            # A new date starts a new term, which the model computes.
            data["review_due"] = None
        if not day:
            self.instance.verified_by = ""
        elif "verified_on" in self.changed_data:
            # Otherwise the date is from a draft, with the name of who entered it.
            self.instance.verified_by = get_user_display_name(self.for_user)[:150]
        return data

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """Clear the check in the open form, too, once it no longer counts."""
        updates: list[tuple[str, str]] = super().get_field_updates_for_resave()
        if self.cleaned_data.get("verified_on") and not self.instance.verified_on:
            updates += [
                (self.add_prefix(name), "") for name in CHECK if name in self.fields
            ]
        return updates
