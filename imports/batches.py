"""Sending an import to a second person, and what is decided about it."""

from typing import Any

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name

from imports.history import Origin
from imports.models import BatchState, ImportBatch
from imports.reading import UnreadableError, decode, read_table
from imports.resources import RESOURCES
from imports.running import Mistake, Report, run_import

SALT = "regions.importing.batches"


class DecidedError(Exception):
    """Somebody else was first."""


def send(kind: str, file_name: str, content: bytes, report: Report, user: Any) -> Any:
    """Keep a file, for a second person to look at. The directory stays as it is."""
    added, changed, removed = report.numbers
    return ImportBatch.objects.create(
        kind=kind,
        file_name=file_name,
        content=decode(content),
        digest=report.digest,
        added=added,
        changed=changed,
        removed=removed,
        sent_by=user,
        sent_by_name=get_user_display_name(user)[:150],
    )


def rehearse(batch: ImportBatch) -> Report:
    """Return what it would do now; outdated if its author saw something else."""
    return run(batch, batch.digest)


def ticket(batch: ImportBatch, report: Report, user: Any) -> str:
    """Return a token with which this user can approve exactly this report."""
    return signing.dumps([batch.pk, user.pk, report.digest], salt=SALT)


def seen_by(user: Any, batch: ImportBatch, words: str) -> str:
    """Return the digest of what this user was shown; empty if nothing was."""
    try:
        *whose, digest = signing.loads(words, salt=SALT)
    except signing.BadSignature:
        return ""
    return str(digest) if whose == [batch.pk, user.pk] else ""


def approve(batch: ImportBatch, user: Any, seen: str) -> Report:
    """
    Publish all of it, if that comes to what the approver saw; else nothing.

    The batch is claimed first, and given back if nothing comes of it: so of two who
    approve at once, one waits for the other and is then told.
    """
    if batch.is_by(user):
        raise PermissionDenied
    with transaction.atomic():
        decide(batch, user, BatchState.APPROVED)
        report = run(batch, seen, approver=user)
        if report.is_outdated or not report.is_ready:
            transaction.set_rollback(True)
            return report
        batch.added, batch.changed, batch.removed = report.numbers
        batch.approved_digest = report.digest
        batch.save(update_fields=["added", "changed", "removed", "approved_digest"])
    return report


def send_back(batch: ImportBatch, user: Any, reason: str) -> None:
    if batch.is_by(user):
        raise PermissionDenied
    decide(batch, user, BatchState.SENT_BACK, reason)


def withdraw(batch: ImportBatch, user: Any) -> None:
    if not batch.is_by(user):
        raise PermissionDenied
    decide(batch, user, BatchState.WITHDRAWN)


def decide(batch: ImportBatch, user: Any, state: str, reason: str = "") -> None:
    """Record a decision, unless there is one. The database sees to it."""
    waiting = ImportBatch.objects.waiting().filter(pk=batch.pk)
    if not waiting.update(
        state=state,
        decided_by=user,
        decided_by_name=get_user_display_name(user)[:150],
        decided_at=timezone.now(),
        reason=reason,
    ):
        raise DecidedError


def run(batch: ImportBatch, expected: str, approver: Any = None) -> Report:
    resource_class = RESOURCES[batch.kind]
    try:
        table = read_table(batch.content.encode(), resource_class.columns())
    except UnreadableError as error:  # the columns are others than when it was sent
        return Report(mistakes=[Mistake(1, "", str(error))])
    origin = Origin(batch.file_name, batch.sent_by, batch.sent_by_name, approver)
    resource = resource_class(saves=approver is not None, origin=origin)
    return run_import(resource, table, expected)


def who_decided(batch: ImportBatch) -> str:
    """Tell a second reviewer what happened."""
    told = {
        BatchState.APPROVED: _("%(name)s has approved this import already."),
        BatchState.SENT_BACK: _("%(name)s has sent this import back already."),
        BatchState.WITHDRAWN: _("%(name)s has withdrawn this import."),
    }
    batch.refresh_from_db()
    return told[BatchState(batch.state)] % {"name": batch.decided_by_name}
