"""Panels of this room's editing forms."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.admin.panels import Panel

# What readers see of a value.
SHOWN = (
    "as_published",
    "also_stated_as",
    "source",
    "quote",
    "as_of",
    "period_text",
    "note",
    "position",
)


class ReplacesPanel(Panel):
    """An earlier value beside the one that is to replace it, as it was saved last."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "stats/admin/replaces.html"

        def is_shown(self) -> bool:
            return self.instance.supersedes_id is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"rows": self.rows(), "is_new": not self.instance.pk}

        def rows(self) -> list[dict[str, Any]]:
            """Give each fact that one of the two states, in its old and new words."""
            new, old = self.instance, self.instance.supersedes
            found = [
                {
                    "label": self.label(name),
                    "old": getattr(old, name, None) or "",
                    "new": getattr(new, name, None) or "",  # no source chosen yet
                }
                for name in SHOWN
            ]
            return [row for row in found if row["old"] or row["new"]]

        def label(self, name: str) -> str:
            if name == "period_text":
                return gettext("Period")
            return str(capfirst(self.instance._meta.get_field(name).verbose_name))
