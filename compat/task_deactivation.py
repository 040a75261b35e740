"""
Another way to disable a step of a workflow.

Works around: `Task.deactivate` counts the step as done and, where it was the last one,
publishes what nobody has approved.
Upstream: none found
Seen in: Wagtail 7.4.4
Delete when: deactivating a task cancels what waits in it.
"""

from collections.abc import Callable
from typing import Any

from wagtail.models import Task


def install(deactivate: Callable[..., Any]) -> None:
    Task.deactivate = deactivate
