"""
Wagtail's choosers without a script in the page, which the admin's policy forbids.

`static/js/admin-widgets.js` starts them; templates in `templates/wagtailadmin/` do the
same for dates and inline panels.
"""

import json
from typing import Any

from django.forms.renderers import BaseRenderer
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser


def render(
    self: BaseChooser,
    name: str,
    value: Any,
    attrs: dict[str, Any] | None = None,
    renderer: BaseRenderer | None = None,
) -> SafeString:
    """Write down what Wagtail's own method would write as a script."""
    if not attrs or "id" not in attrs:
        raise TypeError("A chooser needs an id")
    value_data = self.get_value_data(value)
    starts = self.js_constructor
    if isinstance(self, AdminTaskChooser):
        starts = "createTaskChooser"
    options = self.get_js_init_options(attrs["id"], name, value_data)
    return format_html(
        '{}<template data-starts="{}" data-with="{}"></template>',
        SafeString(self.render_html(name, value_data, attrs)),
        starts,
        json.dumps([attrs["id"], options]),
    )


def keep_scripts_out_of_choosers() -> None:
    # Each chooser is a class of its own, made by Wagtail, so none can be replaced.
    BaseChooser.render = render
