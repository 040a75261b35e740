"""What a record's history says about an import."""

from typing import Any

from django.utils.translation import gettext, gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

IMPORTED = "regions.import"
REMOVED = "regions.import_removal"


class ImportFormatter(LogFormatter):
    label = _("Import")
    message = _("Imported from %(file)s")

    def format_message(self, log_entry: Any) -> str:
        done = self.message % log_entry.data
        if "approver" not in log_entry.data:
            return done
        words = gettext("%(done)s; sent by %(author)s, approved by %(approver)s")
        return words % (log_entry.data | {"done": done})


class RemovalFormatter(ImportFormatter):
    label = _("Removal by an import")
    message = _("Taken off the site by importing %(file)s")


@hooks.register("register_log_actions")
def register_import_actions(actions: Any) -> None:
    actions.register_action(IMPORTED)(ImportFormatter)
    actions.register_action(REMOVED)(RemovalFormatter)
