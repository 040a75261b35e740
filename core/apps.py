"""App configuration: the guards of what is kept, and the audit log, begin here."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_save, pre_save
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from wagtail.models import BaseLogEntry

        from core import deleting
        from core.admin_widgets import keep_scripts_out_of_choosers
        from core.audit import accounts
        from core.audit.entries import write_entry
        from core.audit.publishing import add_changes
        from core.csv_cells import guard_admin_exports
        from core.models import seal
        from core.reviewing import never_publish_unread
        from core.transactions import keep_all_or_nothing

        for model in apps.get_models():
            if issubclass(model, BaseLogEntry):
                pre_save.connect(add_changes, sender=model)
                post_save.connect(write_entry, sender=model)
        accounts.connect()
        deleting.connect()
        seal.connect()
        keep_scripts_out_of_choosers()
        guard_admin_exports()
        keep_all_or_nothing()
        never_publish_unread()
        # Each room says there how its pages show drafts of records.
        autodiscover_modules("previews")
