"""App configuration: the generation of this process, and the triggers that move it."""

from functools import cache
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate

from page_cache.generation import KnownGeneration
from page_cache.node import Node
from page_cache.watching import Watcher, connector


@cache
def site_generation() -> KnownGeneration:
    """Return the one generation of this process."""
    return KnownGeneration(Node(settings.GENERATION_FILE))


@cache
def site_watcher() -> Watcher:
    """Return what keeps it up to date, in a process that serves the site."""
    database = settings.LISTEN_DATABASE or settings.DATABASES["default"]
    return Watcher(site_generation(), connector(database))


class PageCacheConfig(AppConfig):
    name = "page_cache"

    def ready(self) -> None:
        post_migrate.connect(install_triggers, sender=self)


def install_triggers(using: str, **kwargs: Any) -> None:
    from django.db import connections

    from page_cache.triggers import install

    install(connections[using])
