"""A migrated SQLite database, kept between test runs: migrating takes half a minute.

Only what migrations make is reused. Django still runs `migrate` on the copy, finds
nothing to do, and does everything that follows, such as creating permissions.
"""

import hashlib
import inspect
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import django
from django.db import connection
from django.db.migrations.loader import MigrationLoader

IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"  # Django's own name for it


def is_in_memory() -> bool:
    return (
        connection.vendor == "sqlite" and not connection.settings_dict["TEST"]["NAME"]
    )


def is_made() -> bool:
    """Return whether pytest-django made the test database: not if no test needs one."""
    return connection.settings_dict["NAME"] == IN_MEMORY


def kept_in(folder: Path) -> Path:
    """Name the file after the state that all migrations of all apps lead to."""
    told = hashlib.sha256(f"{django.__version__} {sqlite3.sqlite_version}".encode())
    loader = MigrationLoader(None, ignore_no_migrations=True)
    for key, migration in sorted(loader.disk_migrations.items()):
        told.update(repr(key).encode())
        told.update(Path(inspect.getfile(type(migration))).read_bytes())
    return folder / f"{told.hexdigest()[:16]}.sqlite3"


def load(kept: Path) -> sqlite3.Connection:
    """Fill the test database. It ends with its last connection: keep this one."""
    target = sqlite3.connect(IN_MEMORY, uri=True)
    with closing(sqlite3.connect(kept)) as source:
        source.backup(target)
    return target


def save(kept: Path) -> None:
    """Keep the database as it is now, and none of an earlier state."""
    draft = kept.with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    with closing(sqlite3.connect(draft)) as target:
        connection.connection.backup(target)
    for old in kept.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    draft.replace(kept)
