"""App configuration: whatever process writes, its changes move the stamp."""

from functools import cache

from django.apps import AppConfig
from django.conf import settings

from page_cache.stamp import FileStamp, MemoryStamp, RedisStamp, Stamp


@cache
def site_stamp() -> Stamp:
    """Give the one stamp of this process, as the settings say."""
    if settings.REDIS_URL:
        return RedisStamp(settings.REDIS_URL)
    if settings.PAGE_CACHE_STAMP is None:
        return MemoryStamp()
    return FileStamp(settings.PAGE_CACHE_STAMP)


class PageCacheConfig(AppConfig):
    name = "page_cache"

    def ready(self) -> None:
        from page_cache.changes import follow_changes

        follow_changes(site_stamp())
