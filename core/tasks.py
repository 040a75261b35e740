"""What Wagtail does beside saving: at once, and as a part of it."""

from typing import Any

from django.db import connection
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TaskResult, TaskResultStatus

# They write into the same database. Without them, a page would be live that no search
# finds, or that uses a picture of which nobody knows.
PART_OF_SAVING = {
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.tasks.update_reference_index_task",
}


class IndexingError(Exception):
    """An entry in the search or in the index of references could not be made."""


class AtOnce(ImmediateBackend):
    """Wagtail's own backend, which only logs what fails; here the whole fails."""

    def _execute_task(self, task_result: TaskResult[Any]) -> None:
        super()._execute_task(task_result)
        if (
            task_result.status == TaskResultStatus.FAILED
            and task_result.task.module_path in PART_OF_SAVING
            and connection.in_atomic_block
        ):
            # The log has said where; here is what.
            raise IndexingError(task_result.errors[0].traceback.splitlines()[-1])
