"""The panels of the form of a value."""

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    Panel,
    PublishingPanel,
)

from sources.models import Cited
from stats.models.checks import grouped
from stats.models.confirming import beside, change, read_out

# What readers see of a value, and its name where the model gives it none.
SHOWN: dict[str, Any] = {
    "as_published": "",
    "number": "",
    "qualifier": "",
    "unit": _("Unit"),
    "change": _("Change"),
    "also_stated_as": "",
    "source": "",
    "quote": "",
    "as_of": "",
    "period_text": _("Period"),
    "note": "",
    "position": "",
}


def span_text(value: Any) -> str:
    """Return a value's number, or both ends of its range; empty for words."""
    ends = [value.number, value.upper_bound]
    return gettext(" to ").join(grouped(end) for end in ends if end is not None)


class WordingPanel(FieldPanel):
    """
    The wording for readers, with its interpretation beside it.

    If that is odd, a checkbox confirms it.
    """

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["fields"].append("confirmed_wording")
        options["defer_required_on_fields"] = [
            *options.get("defer_required_on_fields", []),
            "confirmed_wording",
        ]
        return options

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "stats/admin/wording_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            name = self.instance.snippet_viewset.get_url_name("reading")
            url = reverse(name, args=[self.instance.pk] if self.instance.pk else [])
            return context | {"form": self.form, "reading_url": url}


class ReplacesPanel(Panel):
    """
    A new value, as last saved, beside what readers currently see.

    That is the value it replaces, or else the closest other account.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "stats/admin/replaces.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            is_open = not self.instance.is_published or self.instance.supersedes_id
            self.earlier: Any = beside(self.instance) if is_open else None

        def is_shown(self) -> bool:
            return self.earlier is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            is_draft = self.instance.pk and not self.instance.is_published
            return context | {
                "rows": self.rows(),
                "is_new": not self.instance.pk,
                "reading": read_out(self.instance) if is_draft else None,
                "confirmed": self.instance.confirmed_wording,
                "is_replaced": bool(self.instance.supersedes_id),
            }

        def rows(self) -> list[dict[str, Any]]:
            """Return each fact that either value states, in its old and new wording."""
            found = [
                {
                    "label": label
                    or capfirst(self.instance._meta.get_field(name).verbose_name),
                    "old": self.words(self.earlier, name),
                    "new": self.words(self.instance, name),
                    "is_change": name == "change",
                }
                for name, label in SHOWN.items()
            ]
            return [row for row in found if row["old"] or row["new"]]

        def words(self, value: Any, name: str) -> Any:
            has_number = value.number is not None
            if name == "change":
                return "" if value is self.earlier else self.change()
            if name == "number":
                return span_text(value) or gettext("none")
            if name == "qualifier":
                return value.get_qualifier_display() if has_number else ""
            if name == "unit":
                return value.statistic.unit if has_number else ""
            return getattr(value, name, None) or ""  # no source chosen yet

        def change(self) -> str:
            new, old = self.instance.number, self.earlier.number
            return "" if new is None or old is None else change(old, new)


VALUE_PANELS = [
    HelpPanel(
        _(
            "A published value is never edited, so that nobody has to wonder what "
            "it said yesterday. To change one, choose “Replace with a new value” "
            "and say why."
        ),
        template="stats/admin/help.html",
    ),
    ReplacesPanel(heading=_("Earlier and new")),
    FieldPanel("statistic"),
    WordingPanel("as_published"),
    MultiFieldPanel(Cited.cited_panels, heading=_("Source")),
    MultiFieldPanel(
        [
            FieldPanel("period_precision"),
            FieldRowPanel([FieldPanel("period_start"), FieldPanel("period_end")]),
            FieldPanel("period_words"),
            FieldPanel("is_year_inferred"),
        ],
        heading=_("Period"),
    ),
    MultiFieldPanel(
        [FieldPanel("change_kind"), FieldPanel("change_reason")],
        heading=_("Why it replaces the earlier value"),
        help_text=_("Leave both empty for the first value of a statistic."),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("number"), FieldPanel("qualifier")]),
            FieldRowPanel([FieldPanel("upper_bound"), FieldPanel("words")]),
            FieldPanel("also_stated_as"),
            FieldPanel("note"),
            FieldPanel("position"),
            FieldPanel("supersedes"),
        ],
        heading=_("Seldom needed"),
        classname="collapsed",
    ),
    PublishingPanel(),
]
