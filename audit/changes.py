"""Old and new facts in the log entry that says that a record went live."""

from typing import Any

from wagtail.log_actions import LogContext, registry

from audit.facts import Snapshot, differences


def stored(record: Any) -> Any:
    # The record at hand may hold already what only the revision says.
    return type(record)._base_manager.filter(pk=record.pk).first()


def facts_before(record: Any) -> Snapshot | None:
    """Return what readers see of it, or saw last; None if they never did."""
    row = stored(record)
    return Snapshot(row) if row and (row.live or row.first_published_at) else None


def facts_replaced(record: Any) -> Snapshot | None:
    audited = record.audited
    earlier = audited.replaces and getattr(record, audited.replaces)
    return Snapshot(earlier, without=audited.of_the_change) if earlier else None


def log_changes(
    record: Any, revision: Any, act: LogContext, before: Snapshot | None
) -> None:
    """
    Add what changed for readers to the entry that Wagtail logged in this context.

    Nothing is added if the revision waits for a later time.
    """
    now = stored(record)
    if now is None or not now.live or now.live_revision_id != revision.pk:
        return
    changes = list(differences(before or facts_replaced(now), Snapshot(now)))
    entries = registry.get_logs_for_instance(record).filter(uuid=act.uuid)
    # Wagtail logs a new name just before.
    entry = entries.filter(revision=revision).exclude(action="wagtail.rename").first()
    if changes and entry:
        entries.filter(pk=entry.pk).update(data={**entry.data, "changes": changes})
