"""Panels of the editors' first screen: what waits to be done. Rooms add their own."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

LENGTH = 5  # rows; the rest is behind the link


@dataclass(frozen=True)
class Task:
    """One thing to do: what it is, where, and why now."""

    label: str
    url: str
    why: str


class WorkPanel(Component):
    """
    A short list of tasks with their number, and a link to all of them.

    It costs the same few queries however much there is to do, and is left out where
    there is nothing.
    """

    template_name = "dashboard/work_panel.html"
    order = 230  # after what waits for one's review
    name = ""
    heading: Any = ""
    link_text: Any = ""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def found(self) -> Any:
        """Give a queryset of what waits, the most urgent first."""
        raise NotImplementedError

    def tasks(self, found: Iterable[Any]) -> list[Task]:
        raise NotImplementedError

    def link_url(self) -> str:
        """Give where all of them are listed; empty if nowhere."""
        return ""

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        found = self.found()
        return {
            "name": self.name,
            "heading": self.heading,
            "number": found.count(),
            "tasks": self.tasks(found[:LENGTH]),
            "link_url": self.link_url(),
            "link_text": self.link_text,
        }
