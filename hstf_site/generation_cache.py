"""
Django's default cache: what Wagtail remembers for everybody, such as where sites begin.

In the memory of each process, under the generation of the content: a change, made on
whichever machine, makes all of it unknown.
"""

from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache

from page_cache import request_cache


def is_kept() -> bool:
    """Return whether what is read now is what others read, too, in this generation."""
    return request_cache.is_caching() and not request_cache.is_in_transaction()


class GenerationCache(LocMemCache):
    def make_key(self, key: Any, version: Any = None) -> str:
        return str(super().make_key(f"{request_cache.generation()}:{key}", version))

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return super().get(key, default, version) if is_kept() else default

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None
    ) -> None:
        if is_kept():
            super().set(key, value, timeout, version)
