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
        # Opening the file costs a page a twentieth of its time.
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA busy_timeout=20000;"
                "PRAGMA journal_mode=WAL;"
                "PRAGMA synchronous=NORMAL;"
            ),
        },
    }


# How long the web server waits; see `hstf_site.web_database`.
DATABASE_CONNECT_SECONDS = env.number(
    "DATABASE_CONNECT_SECONDS", default=2, least=2, most=60
)
DATABASE_LOCK_SECONDS = env.number(
    "DATABASE_LOCK_SECONDS", default=3, least=1, most=3600
)
DATABASE_STATEMENT_SECONDS = env.number(
    "DATABASE_STATEMENT_SECONDS", default=10, least=1, most=3600
)
# A pooler knows none of the parameters by which PostgreSQL is asked for this.
DATABASE_POOLER = env.flag("DATABASE_POOLER", default=False)
if DATABASE_STATEMENT_SECONDS <= DATABASE_LOCK_SECONDS:
    raise env.wrong(
        "DATABASE_LOCK_SECONDS", "must be less than DATABASE_STATEMENT_SECONDS"
    )

# Wagtail's background work, such as updating the search index, is part of saving.
TASKS = {"default": {"BACKEND": "compat.indexing_tasks.StrictImmediateBackend"}}

CACHES: dict[str, dict[str, Any]] = {
    # What every process may remember by itself until something changes.
    "default": {
        "BACKEND": "hstf_site.generation_cache.GenerationCache",
        "LOCATION": "default",
    },
    # What all machines must count together.
    "attempts": {"BACKEND": "accounts.attempt_cache.AttemptCache"},
    # Wagtail's rendition cache is fastest in the process that reads it.
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
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
# The index of the search, which each machine builds for itself; see `search.index`.
SEARCH_INDEX: Path | None = VAR_DIR / "search"
KEPT_PAGES_MEGABYTES = env.number("KEPT_PAGES_MEGABYTES", default=512, least=16)
# What each process has in memory.
PAGE_CACHE_MEGABYTES = env.number("PAGE_CACHE_MEGABYTES", default=64)
THREADS = env.number("THREADS", default=16, least=1)
