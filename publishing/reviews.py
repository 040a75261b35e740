"""
What the last step of a review publishes.

Wagtail imports this while it defines its own models, so theirs are imported late.
"""

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wagtail.models import Revision

# Who submitted a form, and the version (with its time) it was opened with.
read: ContextVar[tuple[Any, ...] | None] = ContextVar("read", default=None)


def mark_as_read(revision: "Revision", user: Any) -> None:
    read.set((user.pk, revision.pk, revision.created_at))


def publish_what_was_reviewed(workflow_state: Any, user: Any = None) -> None:
    """
    Publish the newest version, if it is the one that was submitted for review.

    Wagtail would publish whatever was saved last, even while the reviewer was reading.
    A newer one is published as well if the reviewer saved it, or approves in a form
    that was opened with it.
    Raises AlteredError.
    """
    from publishing.models.seal import AlteredError, Seal

    newest = workflow_state.content_object.get_latest_revision()
    sent = workflow_state.current_task_state.revision
    if Seal.objects.is_broken(sent) or not is_seen(newest, sent, user):
        raise AlteredError
    newest.publish(user=user)


def is_seen(newest: "Revision", sent: "Revision", user: Any) -> bool:
    if newest.pk == sent.pk:
        return True
    own = (newest.user_id, newest.pk, newest.created_at)
    if user and (user.pk, newest.pk, newest.created_at) in {own, read.get()}:
        return True
    content_of = newest.content_object.content_of
    return bool(content_of(newest.content) == content_of(sent.content))


def cancel_what_waits(task: Any, user: Any = None) -> None:
    """
    Deactivate a task, and return what waits in it as drafts.

    Replaces `Task.deactivate`, which counts the step as done and, where it was
    the last one, publishes what nobody has approved.
    """
    from wagtail.models import TaskState

    task.active = False
    task.save()
    waiting = TaskState.objects.filter(task=task, status=TaskState.STATUS_IN_PROGRESS)
    for state in waiting.select_related("workflow_state"):
        review = state.workflow_state
        if review.get_next_task():
            state.specific.cancel(user=user)
        else:
            review.cancel(user=user)
