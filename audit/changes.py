"""Old and new facts in the log entry that says that a record went live."""

from typing import Any

from wagtail.log_actions import LogContext, registry

from audit.facts import differences, facts_of


def facts_before(record: Any) -> dict[str, str] | None:
    """Return what readers see of it, or saw last; None if they never did."""
    stored = record.stored()
    was_public = stored and (stored.live or stored.first_published_at)
    return facts_of(stored) if was_public else None


def facts_replaced(record: Any) -> dict[str, str]:
    audited = record.audited
    earlier = audited.replaces and getattr(record, audited.replaces)
    return facts_of(earlier, without=audited.of_the_change) if earlier else {}


def log_changes(
    record: Any, revision: Any, act: LogContext, before: dict[str, str] | None
) -> None:
    """
    Add what changed for readers to the entry that Wagtail logged in this context.

    Nothing is added if the revision waits for a later time.
    """
    now = record.stored()  # the record at hand may be older than the revision
    if now is None or not now.live or now.live_revision_id != revision.pk:
        return
    before = facts_replaced(now) if before is None else before
    changes = differences(type(now), before, facts_of(now))
    entries = registry.get_logs_for_instance(record).filter(uuid=act.uuid)
    # Wagtail logs a new name just before.
    entry = entries.filter(revision=revision).exclude(action="wagtail.rename").first()
    if changes and entry:
        entries.filter(pk=entry.pk).update(data={**entry.data, "changes": changes})
