"""What a record's history says about an import."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter, log

IMPORTED = "regions.import"
REMOVED = "regions.import_removal"


@hooks.register("register_log_actions")
def register_import_actions(actions: Any) -> None:
    @actions.register_action(IMPORTED)
    class ImportFormatter(LogFormatter):
        label = _("Import")

        def format_message(self, log_entry: Any) -> str:
            return gettext("Imported from %(file)s") % log_entry.data

    @actions.register_action(REMOVED)
    class RemovalFormatter(LogFormatter):
        label = _("Removal by an import")

        def format_message(self, log_entry: Any) -> str:
            return gettext("Taken off the site by importing %(file)s") % log_entry.data


def log_import(instance: Any, user: Any, file_name: str, revision: Any) -> None:
    log(
        instance,
        IMPORTED,
        user=user,
        revision=revision,
        content_changed=True,
        data={"file": file_name},
    )


def log_removal(instance: Any, user: Any, file_name: str) -> None:
    log(instance, REMOVED, user=user, data={"file": file_name})
