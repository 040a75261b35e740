"""App configuration: what lasts is guarded against deletion; the audit log begins."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models import ProtectedError
from django.db.models.signals import post_save, pre_delete, pre_save
from django.utils.module_loading import autodiscover_modules


def refuse_deletion(instance: Any, **kwargs: Any) -> None:
    if refusal := instance.deletion_refusal():
        raise ProtectedError(refusal, {instance})


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from wagtail.models import BaseLogEntry, Revision, TaskState

        from core.admin_widgets import keep_scripts_out_of_choosers
        from core.audit import accounts
        from core.audit.entries import write_entry
        from core.audit.publishing import add_changes
        from core.csv_cells import guard_admin_exports
        from core.models import Lasting
        from core.models import Lasting, seal
        from core.transactions import keep_all_or_nothing

        # The signal catches QuerySet.delete() and cascades, too.
        for model in apps.get_models():
            if issubclass(model, Lasting):
                pre_delete.connect(refuse_deletion, sender=model)
            if issubclass(model, BaseLogEntry):
                pre_save.connect(add_changes, sender=model)
                post_save.connect(write_entry, sender=model)
            if issubclass(model, TaskState):
                post_save.connect(seal.seal_submitted, sender=model)
        pre_save.connect(seal.refuse_to_alter, sender=Revision)
        post_save.connect(seal.seal_planned, sender=Revision)
        pre_delete.connect(seal.keep_writers, sender=Revision)
        accounts.connect()
        keep_scripts_out_of_choosers()
        guard_admin_exports()
        keep_all_or_nothing()
        # Each room says there how its pages show drafts of records.
        autodiscover_modules("previews")
