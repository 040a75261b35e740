"""
The child relations of a model, found once instead of for each record.

Works around: modelcluster goes through all fields of a model whenever it makes a record
of it, which is a tenth of the time that a page with many offices takes.
Upstream: none found
Seen in: django-modelcluster 6.5
Delete when: `ClusterableModel.__init__` looks for them only if it is given any.
"""

import functools
from collections.abc import Callable
from typing import Any

from modelcluster import models

FINDERS = ("get_all_child_relations", "get_all_child_m2m_relations")


def install() -> None:
    for name in FINDERS:
        setattr(models, name, once_per_model(getattr(models, name)))


def once_per_model(find: Callable[[Any], list[Any]]) -> Callable[[Any], list[Any]]:
    known = functools.cache(find)
    return lambda asked: known(asked if isinstance(asked, type) else type(asked))
