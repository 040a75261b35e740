"""Admin forms of this room."""

from typing import Any

from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm


def is_referred_to(instance: Any) -> bool:
    """Whether the database would refuse to lose this row."""
    try:
        Collector(using="default", origin=instance).collect([instance])
    except ProtectedError:
        return True
    return False


class DisagreementForm(WagtailAdminModelForm):
    """Refuses to drop a position that a published figure is linked to."""

    def is_valid(self) -> bool:
        valid: bool = super().is_valid()
        positions = self.formsets.get("positions")
        if positions is None or not positions.is_valid():
            return valid
        for form in positions.deleted_forms:
            if form.instance.pk and is_referred_to(form.instance):
                self.add_error(
                    None,
                    _("Keep the position “%(says)s”: a published value rests on it.")
                    % {"says": form.instance.says},
                )
                valid = False
        return valid
