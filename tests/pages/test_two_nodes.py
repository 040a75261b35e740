"""Two machines that start at once on one empty database seed it once."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from core.database_lock import WAITING
from tests.pages.small_seed import RECORD

COUNTED = """
from django.contrib.auth.models import Group
from sources.models import Source
from stats.models import Observation
from wagtail.models import Page
counted = (Group, Observation, Source, Page)
print(*(model.objects.count() for model in counted))
"""
HELD = """
import sys
from core.database_lock import one_at_a_time
with one_at_a_time(print):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def database(tmp_path, django_db_blocker):
    """Return the URL of an empty database of the kind the tests run on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'db.sqlite3'}"
        return
    name = f"hstf_two_nodes_{os.getpid()}"
    with django_db_blocker.unblock():
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        try:
            given = urlsplit(os.environ["DATABASE_URL"])
            yield given._replace(path=f"/{name}").geturl()
        finally:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE {name}")


@pytest.fixture
def node(database, tmp_path):
    """Start one command on a machine that shares only the database."""
    fixtures = tmp_path / "fixtures"
    (fixtures / "pages").mkdir(parents=True)
    for name, text in RECORD.items():
        (fixtures / name).write_text(text)
    started = []

    def start(*command):
        folder = tmp_path / f"node{len(started)}"
        process = subprocess.Popen(  # noqa: S603 - our own commands
            command,
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "hstf_site.settings.local",
                "DATABASE_URL": database,
                "VAR_DIR": str(folder),
                "FIXTURES": str(fixtures),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def manage(*arguments):
    return [sys.executable, "manage.py", *arguments]


FILL = f"""
{sys.executable} manage.py migrate --verbosity 0 &&
{sys.executable} manage.py seed_site --fixtures $FIXTURES
"""


def test_two_nodes_migrate_and_seed_an_empty_database_once(node):
    both = [node("sh", "-c", FILL) for _ in range(2)]
    told = [each.communicate() for each in both]

    assert [each.returncode for each in both] == [0, 0], told
    counted = node(*manage("shell", "--no-imports", "-c", COUNTED)).communicate()[0]
    assert counted.split() == ["4", "1", "2", "8"]


def test_second_node_says_that_it_waits_unless_it_only_looks(node):
    first = node(*manage("shell", "--no-imports", "-c", HELD))
    assert first.stdout.readline() == "held\n"

    migrating = node(*manage("migrate", "contenttypes", "--verbosity", "0"))
    seeding = node(*manage("seed_site", "--dry-run", "--fixtures", "/no/such/folder"))
    looking = node(*manage("migrate", "--plan"))

    assert "contenttypes.0001_initial" in looking.communicate()[0]
    assert looking.returncode == 0
    for waiting in (migrating, seeding):
        assert waiting.stderr.readline() == f"{WAITING}\n"
        assert waiting.poll() is None
    first.kill()  # the lock ends with its process
    for waiting in (migrating, seeding):
        waiting.communicate()
