"""App configuration: what lasts is guarded against deletion; the audit log begins."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_save, pre_delete, pre_save
from django.utils.module_loading import autodiscover_modules


def refuse_deletion(instance: Any, **kwargs: Any) -> None:
    from core.deleting import DeletionRefusedError

    if refusal := instance.deletion_refusal():
        raise DeletionRefusedError(refusal, instance)


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from wagtail.models import BaseLogEntry

        from core import deleting
        from core.admin_widgets import keep_scripts_out_of_choosers
        from core.audit import accounts
        from core.audit.entries import write_entry
        from core.audit.publishing import add_changes
        from core.models import Lasting

        # The signal catches QuerySet.delete() and cascades, too.
        for model in apps.get_models():
            if issubclass(model, Lasting):
                pre_delete.connect(refuse_deletion, sender=model)
            if issubclass(model, BaseLogEntry):
                pre_save.connect(add_changes, sender=model)
                post_save.connect(write_entry, sender=model)
        accounts.connect()
        deleting.connect()
        keep_scripts_out_of_choosers()
        # Each room says there how its pages show drafts of records.
        autodiscover_modules("previews")
