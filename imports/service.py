"""
The one way in: upload a list, see what it would change, then exactly that.

Every upload is an `ImportBatch`. Where one person may publish alone, its author applies
it; elsewhere the author sends it, and somebody else approves it or sends it back.
"""

from typing import Any

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name

from imports.header import UnreadableError
from imports.importers import IMPORTERS
from imports.models import BatchState, ImportBatch
from imports.reading import decode, read_table
from imports.report import ImportReport, Mistake

SALT = "regions.importing.batches"  # kept, so that open pages outlive an update


class DecidedError(Exception):
    """Somebody else decided first."""


def upload(
    kind: str, file_name: str, content: bytes, user: Any
) -> tuple[ImportBatch, ImportReport]:
    """Keep a list as its author's draft, if it would change something."""
    ImportBatch.objects.delete_old_drafts()
    batch = ImportBatch(
        kind=kind,
        file_name=file_name,
        content=decode(content),
        sent_by=user,
        sent_by_name=get_user_display_name(user)[:150],
    )
    report = run(batch)
    if report.is_ready:
        batch.digest = report.digest
        batch.added, batch.changed, batch.removed = report.numbers
        batch.save()
    return batch, report


def run(
    batch: ImportBatch,
    expected: str | None = None,
    *,
    saves: bool = False,
    approver: Any = None,
) -> ImportReport:
    """Say what it would do now or, with `saves`, do it if that is what is expected."""
    importer_class = IMPORTERS[batch.kind]
    try:
        table = read_table(batch.content.encode(), importer_class.names())
    except UnreadableError as error:  # the columns have changed since it was sent
        return ImportReport(mistakes=[Mistake(1, "", str(error.message))])
    importer = importer_class(batch, saves=saves, approver=approver)
    report = importer.run(table.rows, expected)
    report.skipped = table.skipped
    return report


def ticket(batch: ImportBatch, report: ImportReport, user: Any) -> str:
    """Return a token with which this user can ask for exactly this report."""
    return signing.dumps([batch.pk, user.pk, report.digest], salt=SALT)


def redeem(words: str, user: Any) -> tuple[int, str]:
    """Return the batch and the digest that this user was shown; 0, "" if none."""
    try:
        pk, whose, digest = signing.loads(words, salt=SALT)
    except (signing.BadSignature, ValueError):
        return 0, ""
    return (pk, digest) if whose == user.pk else (0, "")


def settle(batch: ImportBatch, user: Any, seen: str, state: str) -> ImportReport:
    """
    Send, apply or approve all of it, if that comes to what the user saw; else nothing.

    The batch is claimed first, and given back if nothing comes of it: so of two who
    decide at once, one waits for the other and is then told.
    """
    saves, is_approved = state != BatchState.WAITING, state == BatchState.APPROVED
    with transaction.atomic():
        if saves:
            decide(batch, user, state)
        else:
            claim(batch, state=state, sent_at=timezone.now())
        report = run(batch, seen, saves=saves, approver=user if is_approved else None)
        if report.is_outdated or not report.is_ready:
            transaction.set_rollback(True)
            return report
        batch.added, batch.changed, batch.removed = report.numbers
        batch.digest = batch.digest if is_approved else report.digest
        batch.approved_digest = report.digest if saves else ""
        batch.save(
            update_fields=["added", "changed", "removed", "digest", "approved_digest"]
        )
    return report


def decide(batch: ImportBatch, user: Any, state: str, reason: str = "") -> None:
    """Record who decided what. Some decisions are the author's, others are not."""
    is_authors = state in {BatchState.APPLIED, BatchState.WITHDRAWN}
    if batch.is_by(user) != is_authors:
        raise PermissionDenied
    claim(
        batch,
        state=state,
        decided_by=user,
        decided_by_name=get_user_display_name(user)[:150],
        decided_at=timezone.now(),
        reason=reason,
    )


def claim(batch: ImportBatch, **values: Any) -> None:
    """Change its state, unless somebody else has. The database enforces it."""
    is_first = values["state"] in {BatchState.WAITING, BatchState.APPLIED}
    before = BatchState.DRAFT if is_first else BatchState.WAITING
    found = ImportBatch.objects.filter(pk=batch.pk, state=before)
    if not found.update(**values):
        raise DecidedError


def who_decided(batch: ImportBatch) -> str:
    """Tell a second reviewer what happened."""
    told = {
        BatchState.APPROVED: _("%(name)s has approved this import already."),
        BatchState.SENT_BACK: _("%(name)s has sent this import back already."),
        BatchState.WITHDRAWN: _("%(name)s has withdrawn this import."),
    }
    batch.refresh_from_db()
    return told[BatchState(batch.state)] % {"name": batch.decided_by_name}
