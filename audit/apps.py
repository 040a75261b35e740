"""App configuration: the audit log begins here."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_save


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        from wagtail.models import BaseLogEntry

        from audit.log import write_entry

        for model in apps.get_models():
            if issubclass(model, BaseLogEntry):
                post_save.connect(write_entry, sender=model)
