"""Old and new facts in the log entry that says that a record went live."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from wagtail.log_actions import LogContext, get_active_log_context
from wagtail.models import BaseLogEntry

from audit.facts import Snapshot, differences


@dataclass(frozen=True)
class GoingLive:
    """A record on its way to readers, and what they saw before."""

    record: Any
    revision: Any
    before: Snapshot | None

    def changes(self) -> list[dict[str, str]]:
        now = stored(self.record)
        if now is None or not now.live or now.live_revision_id != self.revision.pk:
            return []  # planned for a later time
        return list(differences(self.before or replaced(now), Snapshot(now)))


current: ContextVar[GoingLive | None] = ContextVar("going_live", default=None)


def stored(record: Any) -> Any:
    # The record at hand may hold already what only the revision says.
    return type(record)._base_manager.filter(pk=record.pk).first()


def seen_before(record: Any) -> Snapshot | None:
    """Give it as readers see it, or saw it last; None if they never did."""
    row = stored(record)
    was_public = row and (row.live or row.first_published_at)
    return Snapshot(row) if was_public else None


def replaced(record: Any) -> Snapshot | None:
    audited = record.audited
    earlier = audited.replaces and getattr(record, audited.replaces)
    return Snapshot(earlier, without=audited.of_the_change) if earlier else None


@contextmanager
def telling_changes(record: Any, revision: Any) -> Iterator[None]:
    """Let the entry that is logged inside tell what changed for readers."""
    if not record.audited.names:
        yield
        return
    token = current.set(GoingLive(record, revision, seen_before(record)))
    # A context of its own: of the entries that one context makes, the history shows the
    # last only, even if they are about different records.
    user = get_active_log_context().user
    try:
        with LogContext(user=user):
            yield
    finally:
        current.reset(token)


def add_changes(instance: BaseLogEntry, **kwargs: Any) -> None:
    """Add what changed before the entry is saved. The record itself is saved by now."""
    going = current.get()
    if (
        going is None
        or instance.pk
        or instance.action == "wagtail.rename"  # logged just before publishing
        or instance.revision_id != going.revision.pk
        or str(instance.object_id) != str(going.record.pk)
    ):
        return
    if changes := going.changes():
        instance.data = {**instance.data, "changes": changes}
