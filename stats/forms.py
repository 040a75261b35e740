"""Admin forms of this room."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm


class ObservationForm(WagtailAdminModelForm):
    """Shows a published value, but takes no change to it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.is_published:
            for field in self.fields.values():
                field.disabled = True
