"""Admin forms of this room."""

from wagtail.admin.forms import WagtailAdminModelForm


class DisagreementForm(WagtailAdminModelForm):
    """Refuses to drop a position that a published value is linked to."""

    def is_valid(self) -> bool:
        valid: bool = super().is_valid()
        positions = self.formsets.get("positions")
        if positions is None or not positions.is_valid():
            return valid
        for form in positions.deleted_forms:
            if form.instance.pk and form.instance.is_referred_to():
                self.add_error(None, form.instance.keeping_reason())
                valid = False
        return valid
