"""
The database triggers that move the generation.

A trigger sees every write: of a form, a bulk update, an import and manual SQL. It is
part of the transaction, so no change can be committed without it, and none that is
rolled back moves anything.
"""

# ruff: noqa: S608 - nothing that anybody sends is part of this SQL

import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from page_cache.visibility import DRAFT_FIELDS, is_visible

CHANNEL = "page_cache"  # of PostgreSQL's notices
NEXT = "(((stamp >> 20) + 1) << 20) | "
PAGE = "wagtailcore_page"
RESTRICTION = "wagtailcore_pageviewrestriction"

# PostgreSQL. A change is noted once for each transaction, and moves the stamp at its
# end: the row of the generation is not locked during a long import.
FUNCTIONS = [
    """
CREATE OR REPLACE FUNCTION page_cache_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- With a savepoint, both the note and the setting are undone.
  IF current_setting('page_cache.noted', true) IS DISTINCT FROM 'yes' THEN
    INSERT INTO page_cache_change DEFAULT VALUES;
    PERFORM set_config('page_cache.noted', 'yes', true);
  END IF;
  RETURN NULL;
END $$""",
    f"""
CREATE OR REPLACE FUNCTION page_cache_withdraw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO page_cache_withdrawal (path) VALUES (
    CASE TG_TABLE_NAME
      WHEN '{PAGE}' THEN to_jsonb(OLD) ->> 'url_path'
      WHEN '{RESTRICTION}' THEN (
        SELECT url_path FROM {PAGE} WHERE id = (to_jsonb(NEW) ->> 'page_id')::integer)
      ELSE ''
    END);
  -- Noted again: it needs a stamp even if the stamp has moved in this transaction.
  INSERT INTO page_cache_change DEFAULT VALUES;
  RETURN NULL;
END $$""",
    f"""
CREATE OR REPLACE FUNCTION page_cache_move() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved bigint;
BEGIN
  DELETE FROM page_cache_change WHERE id = NEW.id;
  UPDATE page_cache_generation
    SET stamp = {NEXT}floor(random() * 1048576)::bigint RETURNING stamp INTO moved;
  UPDATE page_cache_withdrawal SET stamp = moved WHERE stamp IS NULL;
  PERFORM pg_notify('{CHANNEL}', '');
  RETURN NULL;
END $$""",
    """
CREATE CONSTRAINT TRIGGER page_cache_move AFTER INSERT ON page_cache_change
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION page_cache_move()""",
]
# SQLite has one writer at a time, so that each row may move the stamp at once.
MOVE = f"""
  UPDATE page_cache_generation SET stamp = {NEXT}(abs(random()) % 1048576);"""
SECONDS = {
    "postgresql": "CAST(extract(epoch FROM now()) AS bigint)",
    "sqlite": "CAST(strftime('%s', 'now') AS bigint)",
}
INSTALLED = {
    "postgresql": """
SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE tgname LIKE 'page\\_cache\\_%'""",
    "sqlite": """
SELECT name, tbl_name FROM sqlite_master
WHERE type = 'trigger' AND name LIKE 'page\\_cache\\_%' ESCAPE '\\'""",
}


def install(connection: Any) -> None:
    """
    Create the triggers if one is missing or of another version, and move the stamp.

    What an earlier version of the site rendered may not be what this one would.
    """
    vendor = connection.vendor
    wanted = list(statements(vendor))
    digest = hashlib.blake2b(repr(wanted).encode(), digest_size=16).hexdigest()
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO page_cache_generation (id, stamp, triggers)"
            f" SELECT 1, {SECONDS[vendor]} << 20, ''"
            " WHERE NOT EXISTS (SELECT 1 FROM page_cache_generation)"
        )
        cursor.execute(INSTALLED[vendor])
        installed = cursor.fetchall()
        cursor.execute("SELECT triggers FROM page_cache_generation")
        created = sum("TRIGGER page_cache" in each for each in wanted)
        if cursor.fetchone() != (digest,) or len(installed) != created:
            for name, table in installed:
                on = f" ON {table}" if vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {name}{on}")
            for statement in wanted:
                cursor.execute(statement)
        cursor.execute(
            f"UPDATE page_cache_generation SET triggers = '{digest}', stamp = {NEXT}0"
        )


def statements(vendor: str) -> Iterator[str]:
    """Return the SQL that creates every trigger, one statement at a time."""
    if vendor == "postgresql":
        yield from FUNCTIONS
    write = on_postgresql if vendor == "postgresql" else on_sqlite
    for model in visible_models():
        yield from write(model)


def visible_models() -> Iterator[type[Model]]:
    """Return each model with a table that visitors can see."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and is_visible(model):
            yield model


def seen_columns(model: type[Model]) -> str:
    """Return the columns whose change visitors could notice."""
    return ", ".join(
        f'"{field.column}"'
        for field in model._meta.local_concrete_fields
        if field.name not in DRAFT_FIELDS
    )


def withdrawals(model: type[Model]) -> dict[str, str]:
    """Return what withdraws something of this table: the event, and its condition."""
    columns = {field.column for field in model._meta.local_concrete_fields}
    if model._meta.db_table == RESTRICTION:
        return {"INSERT": "TRUE"}
    if "live" not in columns:
        return {}
    left = ' OR NEW."url_path" <> OLD."url_path"' if "url_path" in columns else ""
    return {"UPDATE": f'OLD."live" AND (NOT NEW."live"{left})', "DELETE": 'OLD."live"'}


def on_postgresql(model: type[Model]) -> Iterator[str]:
    table = model._meta.db_table
    yield (
        f"CREATE TRIGGER page_cache_note AFTER INSERT OR DELETE OR UPDATE OF"
        f" {seen_columns(model)} ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION page_cache_note()"
    )
    for event, condition in withdrawals(model).items():
        yield (
            f"CREATE TRIGGER page_cache_withdraw_{event.lower()} AFTER {event} ON"
            f" {table} FOR EACH ROW WHEN ({condition})"
            " EXECUTE FUNCTION page_cache_withdraw()"
        )


def on_sqlite(model: type[Model]) -> Iterator[str]:
    table = model._meta.db_table
    for event in ("INSERT", "DELETE", f"UPDATE OF {seen_columns(model)}"):
        yield (
            f"CREATE TRIGGER page_cache_{table}_{event[:6].lower()} AFTER {event} ON"
            f" {table} BEGIN{MOVE} END"
        )
    for event, condition in withdrawals(model).items():
        path, page = {
            PAGE: ('OLD."url_path"', "NULL"),
            # The path is read later: no trigger may name a table that is rebuilt.
            RESTRICTION: ("''", 'NEW."page_id"'),
        }.get(table, ("''", "NULL"))
        yield (
            f"CREATE TRIGGER page_cache_{table}_withdraw_{event.lower()} AFTER {event}"
            f" ON {table} WHEN {condition} BEGIN{MOVE}"
            " INSERT INTO page_cache_withdrawal (path, page, stamp)"
            f" SELECT {path}, {page}, stamp FROM page_cache_generation; END"
        )
