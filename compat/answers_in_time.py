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

# The attribute of a connection that says how long it waits now.
PATIENCE = "patience"


def install(check_seconds: float) -> None:
    """Let one thread at a time try to connect, and checks of connections be quick."""
    wrapper: Any = DatabaseWrapper
    wrapper.get_new_connection = one_at_a_time(wrapper.get_new_connection)
    wrapper.is_usable = checked_within(check_seconds, wrapper.is_usable)


def limit(raw: "Connection[Any]", seconds: float) -> None:
    """Close this connection, with an error, if an answer takes longer."""
    wait = raw.wait
    vars(raw)[PATIENCE] = seconds

    def bounded(gen: Any, *args: Any, **kwargs: Any) -> Any:
        patience = vars(raw)[PATIENCE]
        kwargs.setdefault("timeout", patience)
        try:
            return wait(gen, *args, **kwargs)
        except _WaitTimeout as error:
            # What the server does with the statement now, nobody can know.
            raw.close()
            raise OperationalError(
                f"the database did not answer within {patience} seconds"
            ) from error

    vars(raw)["wait"] = bounded


def checked_within(
    seconds: float, is_usable: Callable[[Any], bool]
) -> Callable[[Any], bool]:
    """Return Django's check of a connection; an answer later than this is none."""

    def check(wrapper: Any) -> bool:
        known = vars(wrapper.connection) if wrapper.connection else {}
        usual = known.get(PATIENCE)
        if usual is None:
            return is_usable(wrapper)
        known[PATIENCE] = seconds
        try:
            return is_usable(wrapper)
        finally:
            known[PATIENCE] = usual

    return check


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
