"""`CleanTextForm`: the admin's form of records whose words are typed or pasted."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from core.text_cleanup import tidied


class CleanTextForm(WagtailAdminModelForm):
    """
    Takes invisible signs off before a field is checked.

    A date or an address copied from elsewhere would be refused for a sign that its
    editor cannot see. The model says the same again for what comes by other ways.
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
