"""
Defers indexing to the end of a long load, once for each object.

Works around: an object is saved several times until it is published, and is indexed
again each time, which took almost half of the time of seeding a site.
Upstream: none found
Seen in: django-tasks 0.12.0
Delete when: Wagtail or django-modelsearch can index in bulk after a load.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks.backends.dummy import DummyBackend

from compat.indexing_tasks import INDEXING_TASKS


@contextmanager
def indexing_at_the_end(say: Callable[[str], object]) -> Iterator[None]:
    """Defer tasks to the end, and run each only once."""
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
        if told.task.module_path not in INDEXING_TASKS or exists(*told.args):
            told.task.enqueue(*told.args, **told.kwargs)


def exists(app: str, model: str, number: Any) -> bool:
    """Return whether an object still exists, as Wagtail's own first page does not."""
    return apps.get_model(app, model)._base_manager.filter(pk=number).exists()
