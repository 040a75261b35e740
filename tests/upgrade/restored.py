"""The database of an earlier version, restored and migrated."""

import json
import lzma
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from wagtail.models import Site

from page_cache.request_cache import loaded
from tests.own_database import on_server

HERE = Path(__file__).parent


@dataclass
class Before:
    """What the previous version left: rows of each table by key, and its responses."""

    tables: dict[str, dict[Any, dict[str, Any]]]
    answers: dict[str, dict[str, Any]]
    seed: list[str]


@contextmanager
def restored(folder):
    """Point the default connection to the migrated old database."""
    shared = connections[DEFAULT_DB_ALIAS]
    name = (as_file if shared.vendor == "sqlite" else on_postgresql)(shared, folder)
    settings = shared.settings_dict | {"NAME": name}
    connections[DEFAULT_DB_ALIAS] = type(shared)(settings, DEFAULT_DB_ALIAS)
    forget()
    try:
        add_a_difference()
        before = Before(rows_by_table(), *recorded(shared.vendor))
        call_command("migrate", verbosity=0)
        yield before
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections[DEFAULT_DB_ALIAS] = shared
        if shared.vendor != "sqlite":
            on_server(shared, f'DROP DATABASE "{name}" WITH (FORCE)')
        forget()


def add_a_difference():
    """Add one as an editor could have; the old database has only seeded ones."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO sources_disagreement (live, has_unpublished_changes, expired,"
            ' slug, topic, explanation, "order") VALUES (%s, %s, %s, %s, %s, %s, %s)',
            [True, False, False, "boats", "How many boats", "Added by an editor.", 99],
        )


def unpacked(name):
    return lzma.decompress((HERE / name).read_bytes())


def recorded(vendor):
    """Return what that version answered; each database searches in its own way."""
    record = json.loads(unpacked("answers.json.xz"))
    of_its_own = record.get(f"answers_on_{vendor}", {})
    return record["answers"] | of_its_own, record["seed"]


def as_file(shared, folder):
    path = folder / "before.sqlite3"
    path.write_bytes(unpacked("before.sqlite3.xz"))
    return str(path)


def on_postgresql(shared, folder):
    name = f"{shared.settings_dict['NAME']}_before"
    on_server(shared, f'DROP DATABASE IF EXISTS "{name}"')
    on_server(shared, f'CREATE DATABASE "{name}"')
    where = shared.get_connection_params() | {"dbname": name}
    where = {
        key: where[key]
        for key in ("dbname", "host", "port", "user", "password")
        if key in where
    }
    with closing(psycopg.connect(**where)) as plain:
        plain.execute(unpacked("before.sql.xz").decode())
        plain.commit()
    return name


def forget():
    """Forget what a process learned from the other database."""
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    caches["default"].clear()
    loaded.clear()


def rows_by_table():
    """Read every table with a single-column key; the others belong to the search."""
    with connection.cursor() as cursor:
        return {
            table: rows(cursor, table, key)
            for table in connection.introspection.table_names(cursor)
            if "_fts" not in table
            and (key := connection.introspection.get_primary_key_column(cursor, table))
        }


def rows(cursor, table, key):
    cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name of ours
    names = [column[0] for column in cursor.description]
    found = (dict(zip(names, row, strict=True)) for row in cursor.fetchall())
    return {row[key]: row for row in found}


def model_of(table):
    """Return the model that keeps this table today, whatever it is called now."""
    [found] = [model for model in apps.get_models() if model._meta.db_table == table]
    return found
