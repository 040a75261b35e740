"""App configuration: the audit log begins here."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_save, pre_save


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        from wagtail.models import BaseLogEntry

        from audit import accounts
        from audit.entries import write_entry
        from audit.publishing import add_changes

        for model in apps.get_models():
            if issubclass(model, BaseLogEntry):
                pre_save.connect(add_changes, sender=model)
                post_save.connect(write_entry, sender=model)
        accounts.connect()
