"""A lock, so that only one process at a time migrates or seeds a database."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

Say = Callable[[str], object]

# Any number that nothing else locks in this database.
KEY = 4_873_081
WAITING = (
    "Waiting: another process is migrating this database or loading content into it."
)
# The lock is held by a transaction that is idle as long as the work takes.
FOREVER = """
SELECT set_config(name, '0', true) FROM pg_settings WHERE name IN (
    'idle_in_transaction_session_timeout', 'lock_timeout', 'statement_timeout',
    'transaction_timeout'
)
"""


@contextmanager
def one_at_a_time(say: Say, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """
    Wait until no other process is inside, and say so if there is one.

    The system or the database releases the lock if this process dies.
    """
    connection: Any = connections[using]
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "postgresql":
        with lock_in_postgres(connection, say):
            yield
    elif connection.vendor == "sqlite" and not connection.is_in_memory_db():
        with lock_beside(name, say):
            yield
    else:
        yield  # nobody else can see it


@contextmanager
def lock_in_postgres(connection: Any, say: Say) -> Iterator[None]:
    """
    Hold an advisory lock on a separate connection.

    Other work has its own transactions. The lock belongs to a transaction,
    not to a session, so that it also holds behind PgBouncer, which may give a session
    another connection with each transaction.
    """
    with closing(connection.copy()) as own:
        own.set_autocommit(False)
        with own.cursor() as cursor:
            cursor.execute(FOREVER)
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [KEY])
            if not cursor.fetchone()[0]:
                say(WAITING)
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEY])
        try:
            yield
        finally:
            own.rollback()


@contextmanager
def lock_beside(database: str, say: Say) -> Iterator[None]:
    """Hold a lock on an empty file beside an SQLite database."""
    file = os.open(f"{database}.lock", os.O_RDONLY | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(WAITING)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)
