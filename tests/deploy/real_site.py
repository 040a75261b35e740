"""The site itself as `bin/serve-public` starts it, with a database of its own."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager

import pytest
from django.db import connection

from tests.browser.sites import ROOT, answers
from tests.deploy.programs import pretend_to_have_collected, wait_for

OFFICIAL, OTHER = "www.example.gov", "www.example.org"


def copy_database(folder, unblocked):
    """Copy the migrated database, as SQLite can."""
    if connection.vendor != "sqlite":
        pytest.skip("the database is copied as SQLite can")
    pretend_to_have_collected(folder / "static")
    with unblocked, closing(sqlite3.connect(folder / "db.sqlite3")) as target:
        connection.ensure_connection()
        connection.connection.backup(target)


def settings_for(folder, port, *hosts):
    """Return the settings of the public site, for one that has all in this folder."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "hstf_site.settings.production",
        "SECRET_KEY": "kept by a test 0123456789 abcdefghijklmnopqrstuvwxyz",
        "ALLOWED_HOSTS": ",".join(hosts or (OFFICIAL, OTHER)),
        "PUBLIC_URL": f"https://{hosts[0] if hosts else OFFICIAL}",
        "OFFICIAL_SITE": "true",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "VAR_DIR": str(folder),
        "TRUST_PROXY_HTTPS": "true",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        # It must not matter.
        "GRANIAN_LOG_ACCESS_ENABLED": "true",
        "GRANIAN_LOG_ACCESS_FMT": "%(path)s?%(query_string)s",
    }


@contextmanager
def served(environment, log):
    """Serve it until the end of the block."""
    port = int(environment["PORT"])
    server = subprocess.Popen(  # noqa: S603 - our own server
        [ROOT / "bin" / "serve-public"],
        env=environment,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    try:
        wait_for(lambda: answers(port) or server.poll() is not None)
        yield server
    finally:
        if server.poll() is None:
            kill(server)


def kill(server):
    os.killpg(server.pid, signal.SIGKILL)
    server.wait(15)


def shell(environment, log, code, **options):
    """Start Python that knows the models of the site."""
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
        cwd=ROOT,
        env=environment,
        stderr=log,
        text=True,
        **options,
    )
