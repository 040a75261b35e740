"""Admin forms of this room."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.utils import get_user_display_name

CHECK = ("verified_on", "verified_by", "review_due")


class CheckedForm(WagtailAdminModelForm):
    """Writes down who confirmed a contact, without being told."""

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.cleaned_data["verified_by"] = self.checker()
        return self.cleaned_data

    def checker(self) -> str:
        """Give the name as typed, else of whoever entered the new day."""
        day = self.cleaned_data.get("verified_on")
        name: str = self.cleaned_data.get("verified_by") or ""
        published = self.instance.published_row()
        day_before = published.verified_on if published else None
        name_before = published.verified_by if published else ""
        if day == day_before:
            return name or name_before
        is_touched = {"verified_on", "verified_by"} & set(self.changed_data)
        if day and is_touched and name in {"", name_before}:
            return get_user_display_name(self.for_user)[:150]
        return name

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """Empty the check in the open form, too, once it no longer counts."""
        updates: list[tuple[str, str]] = super().get_field_updates_for_resave()
        if self.cleaned_data.get("verified_on") and not self.instance.verified_on:
            updates += [(self.add_prefix(name), "") for name in CHECK]
        return updates
