"""
Wagtail's indexing as part of saving: if it fails, the whole save fails.

Works around: the immediate task backend only logs an error. A page would be live that
no search finds, or that uses a picture of which nobody knows.
Upstream: none found
Seen in: django-tasks 0.12.0
Delete when: a task backend can let an error through to whoever enqueued the task.
"""

from typing import Any

from django.db import connection
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TaskResult, TaskResultStatus

# They write to the database in which the page is saved.
INDEXING_TASKS = {
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.tasks.update_reference_index_task",
}


class IndexingError(Exception):
    """An entry in the search index or in the reference index could not be made."""


class StrictImmediateBackend(ImmediateBackend):
    def _execute_task(self, task_result: TaskResult[Any]) -> None:
        super()._execute_task(task_result)
        if (
            task_result.status == TaskResultStatus.FAILED
            and task_result.task.module_path in INDEXING_TASKS
            and connection.in_atomic_block
        ):
            # The log already has the location; this is the error.
            raise IndexingError(task_result.errors[0].traceback.splitlines()[-1])
