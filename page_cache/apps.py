"""App configuration: changes in any process move the generation."""

from functools import cache

from django.apps import AppConfig
from django.conf import settings

from page_cache.file_generation import FileGeneration
from page_cache.generation import Generation, MemoryGeneration
from page_cache.redis_generation import RedisGeneration


@cache
def site_generation() -> Generation:
    """Return the one generation of this site, as the settings say."""
    if settings.REDIS_URL:
        return RedisGeneration(settings.REDIS_URL)
    if settings.PAGE_CACHE_GENERATION_FILE:
        return FileGeneration(settings.PAGE_CACHE_GENERATION_FILE)
    return MemoryGeneration()


class PageCacheConfig(AppConfig):
    name = "page_cache"

    def ready(self) -> None:
        from page_cache.invalidation import connect

        connect(site_generation())
