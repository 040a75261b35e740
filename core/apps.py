"""App configuration: retirable records are guarded against deletion."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete


def refuse_deletion(instance: Any, **kwargs: Any) -> None:
    raise ProtectedError(instance.deletion_refusal(), {instance})


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core.models import Retirable

        # The signal also catches QuerySet.delete() and cascades.
        for model in apps.get_models():
            if issubclass(model, Retirable):
                pre_delete.connect(refuse_deletion, sender=model)
