"""Admin forms of this room."""

from decimal import Decimal
from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm


def plain_number(number: Decimal | None) -> str | None:
    """Write a number without the zeros that only the column's width adds."""
    return None if number is None else f"{number.normalize():f}"


class ObservationForm(WagtailAdminModelForm):
    """Shows a published value, but takes no change to it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.is_published:
            for field in self.fields.values():
                field.disabled = True
        for name in ("number", "upper_bound"):
            self.initial[name] = plain_number(self.initial.get(name))
