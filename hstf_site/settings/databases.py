"""The database, and the caches in front of it."""

from pathlib import Path
from typing import Any

from hstf_site.settings import environment as env, services
from hstf_site.settings.files import VAR_DIR

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def tuned(database: dict[str, Any]) -> dict[str, Any]:
    """Add what each engine needs to serve several visitors at once."""
    if database["ENGINE"] != "django.db.backends.sqlite3":
        return {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True} | database
    # Readers never wait in WAL mode; a writer acquires its lock first and waits for it,
    # instead of failing halfway. Django itself enables foreign keys.
    return database | {
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA busy_timeout=20000;"
                "PRAGMA journal_mode=WAL;"
                "PRAGMA synchronous=NORMAL;"
            ),
        }
    }


# Wagtail's background work, such as updating the search index, is part of saving.
TASKS = {"default": {"BACKEND": "compat.indexing_tasks.StrictImmediateBackend"}}

# Shared by the processes of this site: files on one machine, Redis on several.

REDIS_URL = services.redis_address("REDIS_URL")
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "hstf_site.shared_cache.FaultTolerantRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "hstf",
        "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5},
    }
    if REDIS_URL
    else {
        "BACKEND": "hstf_site.shared_cache.FileCache",
        "LOCATION": VAR_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    # Wagtail's rendition cache is fastest in the process that reads it.
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # So is the data that pages are rendered from, until something changes; see
    # `page_cache.request_cache`.
    "content": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "content",
        "TIMEOUT": 60,
    },
}

# The page cache; see docs/decisions/0054-the-generation-in-the-database.md.

# Where each process hears of changes: a session of its own, so not through a pooler
# that gives each transaction another one. By default, the site's database.
LISTEN_DATABASE = (
    services.database("LISTEN_DATABASE_URL", "")
    if env.text("LISTEN_DATABASE_URL")
    else None
)
# What all processes of this machine share.
GENERATION_FILE: Path | None = VAR_DIR / "generation"
KEPT_PAGES: Path | None = VAR_DIR / "pages"
KEPT_PAGES_MEGABYTES = env.number("KEPT_PAGES_MEGABYTES", default=512, least=16)
# What each process has in memory.
PAGE_CACHE_MEGABYTES = env.number("PAGE_CACHE_MEGABYTES", default=64)
THREADS = env.number("THREADS", default=16, least=1)
