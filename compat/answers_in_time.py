"""
Limits on how long PostgreSQL connections wait: for an answer, and for one another.

Works around: the server itself enforces `statement_timeout`, so one that is frozen or
cut off never ends a wait, and psycopg offers no limit of its own for a statement.
Django lets every thread wait for its own connection to a server that is away.
Upstream: none found
Seen in: psycopg 3.3.9, Django 5.2.19
Delete when: psycopg has a connection option for it, and Django's pool of connections
fails at once while none can be made.
"""

from collections.abc import Callable
from threading import Lock
from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg import Connection, OperationalError
from psycopg.errors import _WaitTimeout


def install() -> None:
    wrapper: Any = DatabaseWrapper
    wrapper.get_new_connection = one_at_a_time(wrapper.get_new_connection)


def limit(raw: "Connection[Any]", seconds: float) -> None:
    """Close this connection, with an error, if an answer takes longer."""
    wait = raw.wait

    def bounded(gen: Any, *args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("timeout", seconds)
        try:
            return wait(gen, *args, **kwargs)
        except _WaitTimeout as error:
            # What the server does with the statement now, nobody can know.
            raw.close()
            raise OperationalError(
                f"the database did not answer within {seconds} seconds"
            ) from error

    vars(raw)["wait"] = bounded


def one_at_a_time(connect: Callable[..., Any]) -> Callable[..., Any]:
    """
    Return a function that connects; while that fails, a single thread tries.

    All others fail at once, so that threads remain for what needs no database.
    """
    trying = Lock()
    failed = False

    def guarded(*args: Any, **kwargs: Any) -> Any:
        nonlocal failed
        is_probe = failed
        if is_probe and not trying.acquire(blocking=False):
            raise OperationalError("the database could not be reached a moment ago")
        try:
            made = connect(*args, **kwargs)
            failed = False
        except OperationalError:
            failed = True
            raise
        finally:
            if is_probe:
                trying.release()
        return made

    return guarded
