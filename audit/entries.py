"""Every entry of Wagtail's log becomes a line, too."""

from typing import Any

from wagtail.models import BaseLogEntry

from audit.log import write


def write_entry(instance: BaseLogEntry, created: bool, **kwargs: Any) -> None:
    if not created:
        return
    kind = instance.content_type
    write(
        instance.action,
        time=instance.timestamp,
        user_id=instance.user_id,
        user=instance.user.get_username() if instance.user else None,
        object_type=kind and f"{kind.app_label}.{kind.model}",
        object_id=str(instance.object_id),
        label=instance.label,
        revision_id=instance.revision_id,
        data=instance.data,
    )
