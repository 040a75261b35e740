"""Dashboard panels: tasks for editors. Apps add their own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from wagtail.admin.ui.components import Component

LENGTH = 5  # rows; the rest is behind the link


@dataclass(frozen=True)
class Task:
    """One task: what it is, where, and why now."""

    label: str
    url: str
    why: str


@dataclass
class WorkPanel(Component):
    """
    A short list of tasks with their number, and a link to all of them.

    `found`: a queryset of what is due, most urgent first; `tasks` describes some of it
    in words. It costs the same few queries however much there is to do, and is left
    out where there is nothing. `note`: a sentence about the list.
    """

    name: str
    heading: str
    found: Any
    tasks: Callable[[Iterable[Any]], list[Task]]
    link_url: str = ""
    link_text: str = ""
    note: str = ""
    order: int = 230  # after what waits for one's review

    template_name = "dashboard/work_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {
            "name": self.name,
            "heading": self.heading,
            "number": self.found.count(),
            "tasks": self.tasks(self.found[:LENGTH]),
            "link_url": self.link_url,
            "link_text": self.link_text,
            "note": self.note,
        }
