"""
How long the web server waits for the database: never long enough to hold a page up.

Commands, such as migrations, imports and the schedule, wait as long as it takes.
"""

from typing import Any

from django.conf import settings
from django.db import connections
from django.db.backends.signals import connection_created

from compat import answers_in_time

SQLITE = "django.db.backends.sqlite3"
# By then the server has ended a statement itself, if it still can.
GRACE = 1
# A process that stopped in the middle of a transaction holds its locks no longer.
IDLE_SECONDS = 60


def limit_waiting() -> None:
    """Bound the waits of this process, before it has any connection."""
    database = connections.settings["default"]
    database["OPTIONS"] = limited(database)
    if database["ENGINE"] != SQLITE:
        answers_in_time.install(settings.DATABASE_CONNECT_SECONDS)
        connection_created.connect(limit_answers, dispatch_uid="web_database")


def limited(database: dict[str, Any]) -> dict[str, Any]:
    """Return the options of a database with the limits of the web server."""
    options = database["OPTIONS"]
    if database["ENGINE"] != SQLITE:
        return by_libpq() | options | by_the_server(options.get("options", ""))
    if seconds := settings.DATABASE_LOCK_SECONDS:
        wait = f"PRAGMA busy_timeout={seconds * 1000};"
        return options | {"init_command": options["init_command"] + wait}
    return options


def by_libpq() -> dict[str, Any]:
    """Return what this end does: a network that is gone ends a wait in 11 seconds."""
    return {
        "connect_timeout": settings.DATABASE_CONNECT_SECONDS,
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 10_000,
    }


def by_the_server(asked: str) -> dict[str, str]:
    """Return what the server does. What DATABASE_URL asks comes last, and wins."""
    if settings.DATABASE_POOLER:
        return {}
    statement = settings.DATABASE_STATEMENT_SECONDS
    limits = {
        "lock_timeout": settings.DATABASE_LOCK_SECONDS,
        "statement_timeout": statement,
        "idle_in_transaction_session_timeout": IDLE_SECONDS if statement else 0,
    }
    ours = [f"-c {name}={seconds}s" for name, seconds in limits.items() if seconds]
    return {"options": " ".join([*ours, asked]).strip()} if ours else {}


def limit_answers(connection: Any, **kwargs: Any) -> None:
    if seconds := settings.DATABASE_STATEMENT_SECONDS:
        answers_in_time.limit(connection.connection, seconds + GRACE)
