"""One line of JSON for each action, to the logger `hstf.audit`."""

import datetime
import json
import logging
from functools import partial
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from wagtail.models import BaseLogEntry

logger = logging.getLogger("hstf.audit")


def write(action: str, **facts: Any) -> None:
    """Write a line when the transaction it describes is committed."""
    entry = partial(write_now, action, time=timezone.now(), **facts)
    transaction.on_commit(entry, robust=True)


def write_now(
    action: str, *, time: datetime.datetime | None = None, **facts: Any
) -> None:
    """
    Write a line that stays true even if the transaction is rolled back.

    It is in ASCII: all else is escaped, so no title can begin a line of its own.
    """
    told = {"time": time or timezone.now(), "action": action, **facts}
    logger.info("%s", json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=True))


def write_entry(instance: BaseLogEntry, created: bool, **kwargs: Any) -> None:
    """Write a line for a new entry of Wagtail's log when it is committed."""
    if created and logger.isEnabledFor(logging.INFO):
        transaction.on_commit(partial(write_committed, instance), robust=True)


def write_committed(entry: BaseLogEntry) -> None:
    kind = entry.content_type
    # The facts that a publication changed are added to the stored entry.
    entry.refresh_from_db(fields=["data"])
    write_now(
        entry.action,
        time=entry.timestamp,
        user_id=entry.user_id,
        user=entry.user.get_username() if entry.user else None,
        object_type=kind and f"{kind.app_label}.{kind.model}",
        object_id=str(entry.object_id),
        label=entry.label,
        revision_id=entry.revision_id,
        data=entry.data,
    )
