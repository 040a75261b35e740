"""The guide on the dashboard."""

from typing import Any

from wagtail.admin.ui.components import Component

from guide.chapters import chapters


class GuidePanel(Component):
    """Links to the chapters, below the tasks."""

    name = "guide"
    order = 900
    template_name = "guide/panel.html"

    class Media:
        css = {"all": ["css/admin-guide.css"]}

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"chapters": chapters()}
