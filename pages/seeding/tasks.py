"""What saving asks for beside itself: to keep the search and the usage lists true."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks.backends.dummy import DummyBackend
from modelsearch.tasks import insert_or_update_object_task
from wagtail.tasks import update_reference_index_task

# Each is asked for with an app, the name of a model and the number of an object.
INDEXING = {
    task.module_path
    for task in (insert_or_update_object_task, update_reference_index_task)
}


@contextmanager
def each_done_once(say: Callable[[str], object]) -> Iterator[None]:
    """
    Put tasks off to the end, and do each only once.

    An object is saved several times until it is published, and each time it would be
    indexed anew, which took almost half of the time of filling a site.
    """
    usual = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    waiting = DummyBackend(DEFAULT_TASK_BACKEND_ALIAS, {})
    task_backends[DEFAULT_TASK_BACKEND_ALIAS] = waiting
    try:
        yield
    finally:
        task_backends[DEFAULT_TASK_BACKEND_ALIAS] = usual
    asked: dict[Hashable, Any] = {
        (told.task.module_path, repr(told.args), repr(told.kwargs)): told
        for told in waiting.results
    }
    if asked:
        say(f"search and lists of uses: {len(asked)} to bring up to date")
    for told in asked.values():
        if told.task.module_path not in INDEXING or is_there(*told.args):
            told.task.enqueue(*told.args, **told.kwargs)


def is_there(app: str, model: str, number: Any) -> bool:
    """Say whether an object still is, as Wagtail's own first page is not."""
    return apps.get_model(app, model)._base_manager.filter(pk=number).exists()
