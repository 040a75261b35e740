"""A copy of the test database in which several processes commit, or are killed."""

import os
import sqlite3
import sys
import traceback
from contextlib import closing, contextmanager

from django.db import DEFAULT_DB_ALIAS, connections


@contextmanager
def own_database(folder):
    """Point the default connection to a copy that is dropped afterwards."""
    shared = connections[DEFAULT_DB_ALIAS]
    name = (copy_file if shared.vendor == "sqlite" else copy_on_server)(shared, folder)
    settings = shared.settings_dict | {"NAME": name}
    connections[DEFAULT_DB_ALIAS] = type(shared)(settings, DEFAULT_DB_ALIAS)
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections[DEFAULT_DB_ALIAS] = shared
        if shared.vendor != "sqlite":
            on_server(shared, f'DROP DATABASE "{name}" WITH (FORCE)')


def copy_file(shared, folder):
    path = str(folder / "own.sqlite3")
    shared.ensure_connection()
    with closing(sqlite3.connect(path)) as target:
        shared.connection.backup(target)
    return path


def copy_on_server(shared, folder):
    old = shared.settings_dict["NAME"]
    shared.close()  # nobody may look while it is copied
    on_server(shared, f'DROP DATABASE IF EXISTS "{old}_own"')
    on_server(shared, f'CREATE DATABASE "{old}_own" TEMPLATE "{old}"')
    return f"{old}_own"


def on_server(shared, statement):
    with shared._nodb_cursor() as cursor:
        cursor.execute(statement)


def in_child(work):
    """Start a process with its own database connection; return its process ID."""
    connections[DEFAULT_DB_ALIAS].close()
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException:  # noqa: BLE001 - nothing of pytest may go on in a child
        traceback.print_exc(file=sys.__stderr__)
        os._exit(1)
    os._exit(0)


def ending_of(child):
    """Wait for a process; return its exit code, or the negative number of a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
