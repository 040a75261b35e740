"""
Wagtail's choosers without an inline script, which the admin's policy forbids.

`static/js/admin-widgets.js` starts them; `templates/wagtailadmin/` does the same for
dates and inline panels.

Works around: choosers, dates and inline panels start from a `<script>` in the page.
Upstream: https://github.com/wagtail/wagtail/issues/1288
Seen in: Wagtail 7.4.4
Delete when: Wagtail's admin starts its widgets without inline scripts.
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
    """Render as data what Wagtail's own method would render as a script."""
    if not attrs or "id" not in attrs:
        raise TypeError("A chooser needs an id")
    value_data = self.get_value_data(value)
    is_for_tasks = isinstance(self, AdminTaskChooser)
    options = self.get_js_init_options(attrs["id"], name, value_data)
    return format_html(
        '{}<template data-starts="{}" data-with="{}"></template>',
        SafeString(self.render_html(name, value_data, attrs)),
        "createTaskChooser" if is_for_tasks else self.js_constructor,
        json.dumps([attrs["id"], options]),
    )


def install() -> None:
    # Wagtail creates a separate class for each chooser, so none can be replaced.
    BaseChooser.render = render
