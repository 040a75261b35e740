"""
Nothing that somebody typed stays in the memory of a process after the answer.

Caches of the texts and words of the site may stay; these hold what was looked for.
"""

from understanding.context import beginning, beginnings, row_of
from understanding.tidying import stem


def forget_typed_words() -> None:
    for cache in (beginning, beginnings, row_of, stem):
        cache.cache_clear()
