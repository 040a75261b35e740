"""App configuration: the guards of what is kept, and the audit log, begin here."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_save, pre_save
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from wagtail.models import BaseLogEntry

        from compat import admin_transactions, spreadsheet_exports, task_deactivation
        from core import deleting
        from core.audit import accounts
        from core.audit.entries import write_entry
        from core.audit.publishing import add_changes
        from core.csv_cells import guard
        from core.models import seal
        from core.reviewing import cancel_what_waits
        from core.transactions import all_or_nothing

        for model in apps.get_models():
            if issubclass(model, BaseLogEntry):
                pre_save.connect(add_changes, sender=model)
                post_save.connect(write_entry, sender=model)
        accounts.connect()
        deleting.connect()
        seal.connect()
        admin_transactions.install(all_or_nothing)
        spreadsheet_exports.install(guard)
        task_deactivation.install(cancel_what_waits)
        # Each room says there how its pages show drafts of records.
        autodiscover_modules("previews")
