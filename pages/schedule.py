"""Publishes what is due, one record at a time."""

import logging
from collections.abc import Iterator

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Revision

logger = logging.getLogger(__name__)
REFUSALS = (IntegrityError, ObjectDoesNotExist, PermissionDenied, ValidationError)


def publish_due() -> Iterator[str]:
    """
    Publish and unpublish what is due now; give a line about each refusal.

    Wagtail's own command stops at the first record that cannot be published, and all
    behind it wait. Here that one becomes a plain draft again.
    """
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    for revision in due.order_by("approved_go_live_at", "pk"):
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
        except REFUSALS as error:
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            line = f"“{revision.object_str}” was not published as planned: {error}"
            logger.error(line)
            yield line
    # What is left for it: records whose time is over.
    call_command("publish_scheduled")
