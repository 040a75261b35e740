"""Publishes and unpublishes what is due, one record at a time."""

import logging
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)
REFUSALS = (IntegrityError, ObjectDoesNotExist, PermissionDenied, ValidationError)

Found = models.QuerySet[Any]


def do_what_is_due() -> Iterator[str]:
    """
    Publish and unpublish what is due now; yield a line about each failure.

    Wagtail's own command works through lists that it read at the start: it publishes
    what an editor has unscheduled or corrected meanwhile, and stops at the first record
    that fails. Here a list only says where to look. Each record is locked and read
    again in a transaction of its own, so several schedulers can run side by side.
    """
    waiting = due().order_by("approved_go_live_at", "pk")
    for key, name in list(waiting.values_list("pk", "object_str")):
        yield from attempt(
            partial(publish, key), f"“{name}” was not published as planned"
        )
    for model in models_that_expire():
        for key in list(expired(model).values_list("pk", flat=True)):
            name = f"{model._meta.verbose_name} {key}"
            yield from attempt(
                partial(unpublish, model, key), f"{name} was not taken off as planned"
            )


def attempt(work: Callable[[], None], otherwise: str) -> Iterator[str]:
    """Call it; yield a line if that fails, whatever the reason."""
    try:
        work()
    except Exception as error:  # one record stops no other; the next run retries
        line = f"{otherwise}: {error or type(error).__name__}"
        logger.error(line, exc_info=None if isinstance(error, REFUSALS) else error)
        yield line


def due() -> Found:
    return Revision.objects.filter(approved_go_live_at__lt=timezone.now())


def expired(model: Any) -> Found:
    found: Found = model.objects.filter(live=True, expire_at__lt=timezone.now())
    return found.order_by("expire_at", "pk")


def models_that_expire() -> list[type[models.Model]]:
    drafted = [one for one in apps.get_models() if issubclass(one, DraftStateMixin)]
    return [Page, *(one for one in drafted if not issubclass(one, Page))]


def locked(found: Found) -> Any:
    """
    Return one record, locked until the transaction ends; None if others work on it.

    On SQLite, the lock that its transactions begin with is enough.
    """
    mine = found.select_for_update(skip_locked=True, of=("self",), no_key=True)
    return mine.first()


def publish(key: int) -> None:
    """
    Publish a revision if it is still due.

    If it is refused, it becomes a plain draft again: it would be refused each time.
    """
    revision = due().filter(pk=key).select_related("base_content_type").first()
    if revision is None:
        return
    record: Any = revision.base_content_type.model_class()
    try:
        with transaction.atomic():
            # The record first, as editors do: another order would deadlock.
            if not locked(record.objects.filter(pk=revision.object_id)):
                return
            if revision := locked(due().filter(pk=key)):
                revision.publish(log_action="wagtail.publish.scheduled")
    except REFUSALS:
        due().filter(pk=key).update(approved_go_live_at=None)
        raise


def unpublish(model: Any, key: Any) -> None:
    with transaction.atomic():
        if record := locked(expired(model).filter(pk=key)):
            record.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
