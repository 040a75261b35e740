"""App configuration: records that must last are guarded against deletion."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete


def refuse_deletion(instance: Any, **kwargs: Any) -> None:
    if refusal := instance.deletion_refusal():
        raise ProtectedError(refusal, {instance})


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core.models import Lasting

        # The signal catches QuerySet.delete() and cascades, too.
        for model in apps.get_models():
            if issubclass(model, Lasting):
                pre_delete.connect(refuse_deletion, sender=model)
