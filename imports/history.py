"""What a record's history says about an import."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import LogFormatter, log

IMPORTED = "regions.import"
REMOVED = "regions.import_removal"


@dataclass(frozen=True)
class Origin:
    """Where an import comes from: its file, its author, and who approved it."""

    file_name: str = ""
    author: Any = None
    author_name: str = ""
    approver: Any = None

    @property
    def publisher(self) -> Any:
        return self.approver or self.author

    @property
    def said(self) -> dict[str, str]:
        """Return what a history stores: names, which outlive accounts."""
        if self.approver is None:
            return {"file": self.file_name}
        return {
            "file": self.file_name,
            "author": self.author_name,
            "approver": get_user_display_name(self.approver),
        }


@hooks.register("register_log_actions")
def register_import_actions(actions: Any) -> None:
    @actions.register_action(IMPORTED)
    class ImportFormatter(LogFormatter):
        label = _("Import")

        def format_message(self, log_entry: Any) -> str:
            return with_people(gettext("Imported from %(file)s"), log_entry.data)

    @actions.register_action(REMOVED)
    class RemovalFormatter(LogFormatter):
        label = _("Removal by an import")

        def format_message(self, log_entry: Any) -> str:
            return with_people(
                gettext("Taken off the site by importing %(file)s"), log_entry.data
            )


def with_people(done: str, data: dict[str, str]) -> str:
    if "approver" not in data:
        return done % data
    words = gettext("%(done)s; sent by %(author)s, approved by %(approver)s")
    return words % (data | {"done": done % data})


def log_import(instance: Any, origin: Origin, revision: Any) -> None:
    log(
        instance,
        IMPORTED,
        user=origin.publisher,
        revision=revision,
        content_changed=True,
        data=origin.said,
    )


def log_removal(instance: Any, origin: Origin) -> None:
    log(instance, REMOVED, user=origin.publisher, data=origin.said)
