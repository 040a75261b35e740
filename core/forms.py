"""`CleanTextForm`: the admin form of records with text that is typed or pasted."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from core.text_cleanup import tidied


class CleanTextForm(WagtailAdminModelForm):
    """
    Removes invisible characters before a field is validated.

    A pasted date or URL would be rejected for a character that its editor cannot
    see. The model applies the same rule to everything else.
    """

    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            return
        self.data = self.data.copy()
        for name in map(self.add_prefix, self.fields):
            if hasattr(self.data, "getlist") and name in self.data:
                texts = self.data.getlist(name)
                self.data.setlist(name, [tidied(text) for text in texts])
