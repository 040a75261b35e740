"""The web server waits for the database for a bounded time; commands do not."""

import os
import subprocess
import sys
import threading
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings as site_settings
from django.db import OperationalError, connection

from compat.answers_in_time import checked_within, limit, one_at_a_time
from hstf_site import web_database
from hstf_site.settings.databases import tuned

POSTGRES = {"ENGINE": "django.db.backends.postgresql", "OPTIONS": {}}

ON_POSTGRESQL = "postgres" in os.environ.get("DATABASE_URL", "")
on_postgresql = pytest.mark.skipif(not ON_POSTGRESQL, reason="it has no such limit")


@pytest.fixture
def db(committing):
    """Commit what other connections are to see."""


@pytest.fixture
def limits(settings):
    settings.DATABASE_LOCK_SECONDS = 1
    settings.DATABASE_STATEMENT_SECONDS = 2


# What is asked for


def test_each_wait_for_postgresql_has_a_limit(limits):
    options = web_database.limited(POSTGRES)

    assert options["options"] == (
        "-c lock_timeout=1s -c statement_timeout=2s "
        "-c idle_in_transaction_session_timeout=60s"
    )
    assert options["connect_timeout"] == 2
    assert options["tcp_user_timeout"] == 10_000


def test_what_the_address_of_the_database_asks_comes_last_and_wins(limits):
    asked = {"options": "-c statement_timeout=7s", "connect_timeout": 9}

    options = web_database.limited(POSTGRES | {"OPTIONS": asked})

    assert options["options"].endswith(" -c statement_timeout=7s")
    assert options["connect_timeout"] == 9


def test_pooler_that_refuses_the_parameter_need_not_get_it(limits, settings):
    settings.DATABASE_POOLER = True

    assert "options" not in web_database.limited(POSTGRES)


def test_sqlite_waits_for_a_lock_as_long(limits):
    database = tuned({"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"})

    asked = web_database.limited(database)["init_command"]

    assert asked.endswith("PRAGMA busy_timeout=1000;")


SHOW = "SHOW statement_timeout" if ON_POSTGRESQL else "PRAGMA busy_timeout"
TELL = f"""
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("{SHOW}")
    print(cursor.fetchone()[0])
"""
SERVE = "import hstf_site.wsgi" + TELL
COMMAND = "import django; django.setup()" + TELL


@pytest.mark.parametrize(
    ("code", "sqlite", "postgresql"),
    [(SERVE, "3000", "10s"), (COMMAND, "20000", "0")],
    ids=["server", "command"],
)
def test_only_the_server_is_in_a_hurry(tmp_path, code, sqlite, postgresql):
    address = f"sqlite:///{tmp_path}/db.sqlite3"
    if ON_POSTGRESQL:
        given = urlsplit(os.environ["DATABASE_URL"])
        address = given._replace(path="/postgres").geturl()
    told = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        cwd=site_settings.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "hstf_site.settings.local",
            "DATABASE_URL": address,
            "VAR_DIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=True,
    )

    expected = postgresql if ON_POSTGRESQL else sqlite
    assert told.stdout.strip() == expected


# What becomes of it


@contextmanager
def another(options=None):
    """Open another connection to the test database."""
    with closing(connection.copy()) as made:
        if options:
            made.settings_dict["OPTIONS"] = options
        yield made


@on_postgresql
def test_locked_table_ends_the_wait(db, limits):
    with (
        another() as holder,
        another(web_database.limited(connection.settings_dict)) as web,
    ):
        holder.set_autocommit(False)
        with holder.cursor() as cursor:
            cursor.execute("LOCK TABLE wagtailcore_page")
        with web.cursor() as cursor, pytest.raises(OperationalError) as failed:
            cursor.execute("SELECT 1 FROM wagtailcore_page")

    assert failed.value.__cause__.sqlstate == "55P03"


@on_postgresql
def test_slow_statement_is_ended(db, limits):
    with another(web_database.limited(connection.settings_dict)) as web:
        with web.cursor() as cursor, pytest.raises(OperationalError) as failed:
            cursor.execute("SELECT pg_sleep(60)")
        with web.cursor() as cursor:
            cursor.execute("SELECT 1")

    assert failed.value.__cause__.sqlstate == "57014"


@on_postgresql
def test_server_that_says_nothing_is_given_up_and_left(db):
    with another() as web:
        web.ensure_connection()
        limit(web.connection, 0.5)
        with web.cursor() as cursor, pytest.raises(OperationalError, match="within"):
            cursor.execute("SELECT pg_sleep(60)")

        assert web.connection.closed
        web.close_if_unusable_or_obsolete()
        with web.cursor() as cursor:
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == (1,)


@on_postgresql
def test_check_of_a_connection_waits_for_less(db):
    def slow(wrapper):
        try:
            with wrapper.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(60)")
        except OperationalError as error:
            assert "within 0.5 seconds" in str(error)  # noqa: PT017 - in the check
            return False
        return True

    with another() as web:
        web.ensure_connection()
        limit(web.connection, 30)
        raw = web.connection

        assert checked_within(0.5, slow)(web) is False
        assert vars(raw)["patience"] == 30


@on_postgresql
def test_first_request_after_a_restart_gets_a_connection(db):
    with another() as web:
        web.ensure_connection()
        with another() as killer, killer.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(%s)", [web.connection.info.backend_pid]
            )

        web.close_if_unusable_or_obsolete()  # as each request begins
        with web.cursor() as cursor:
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == (1,)


# While no connection can be made


class Server:
    """Holds whoever connects until it is told what to answer."""

    def __init__(self):
        self.calls = 0
        self.is_away = True
        self.has_come = threading.Event()
        self.answers = threading.Event()

    def connect(self):
        self.calls += 1
        self.has_come.set()
        assert self.answers.wait(10)
        if self.is_away:
            raise psycopg.OperationalError("timeout expired")
        return "a connection"


def test_one_thread_waits_for_a_server_that_is_away_and_the_others_do_not():
    server = Server()
    connect = one_at_a_time(server.connect)
    server.answers.set()
    with pytest.raises(psycopg.OperationalError, match="expired"):
        connect()
    server.answers.clear()
    server.has_come.clear()
    found = []
    probe = threading.Thread(target=lambda: found.append(connect()))
    probe.start()
    assert server.has_come.wait(10)

    with pytest.raises(psycopg.OperationalError, match="a moment ago"):
        connect()

    assert server.calls == 2
    server.is_away = False
    server.answers.set()
    probe.join(10)
    assert found == ["a connection"]
    assert connect() == connect() == "a connection"
