"""A PostgreSQL of the tests' own, which can be stopped, frozen and locked."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.browser.sites import free_port
from tests.deploy.programs import wait_for

USER, NAME = "hstf", "postgres"  # the database that there is from the start
# Nothing in it outlives the tests, and it is stopped in the middle of its work.
OPTIONS = ["fsync=off", "full_page_writes=off", "jit=off", "max_connections=200"]


def installed():
    """Return the folder of the newest PostgreSQL's programs, if it can be run here."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    may_run = os.geteuid() != 0 or shutil.which("setpriv")
    return found[-1].parent if found and may_run else None


class Database:
    """
    The server. It is run as somebody else if we are root, whom it refuses.

    Its folder is its own, as it may not be able to reach into ours.
    """

    def __init__(self, log):
        self.temporary = tempfile.TemporaryDirectory(prefix="hstf-cluster-")
        self.folder, self.log = Path(self.temporary.name), log
        self.port, self.process, self.as_user = free_port(), None, []
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
            self.as_user = ["setpriv", "--reuid=postgres", "--regid=postgres"]
            self.as_user += ["--clear-groups"]
        subprocess.run(  # noqa: S603 - our own arguments
            self.command(
                "initdb", "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"
            ),
            check=True,
            cwd="/",
            stdout=subprocess.DEVNULL,
        )

    def command(self, name, *arguments):
        return [
            *self.as_user,
            installed() / name,
            "-D",
            self.folder / "data",
            *arguments,
        ]

    def address(self, port=None):
        return f"postgres://{USER}@127.0.0.1:{port or self.port}/{NAME}"

    def connect(self):
        return psycopg.connect(self.address(), connect_timeout=3, autocommit=True)

    def answers(self):
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    # What happens to it

    def start(self):
        options = [f"port={self.port}", "listen_addresses=127.0.0.1", *OPTIONS]
        options.append(f"unix_socket_directories={self.folder}")
        arguments = [part for option in options for part in ("-c", option)]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own server
                self.command("postgres", *arguments), cwd="/", stdout=log, stderr=log
            )
        wait_for(self.answers)

    def stop(self):
        """Stop at once, as if the power had gone."""
        if self.process.poll() is None:
            self.thaw()
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(30)

    def close(self):
        self.stop()
        self.temporary.cleanup()

    def freeze(self):
        self.signal(signal.SIGSTOP)

    def thaw(self):
        self.signal(signal.SIGCONT)

    def signal(self, number):
        """Send it to the server first, so that it starts no further process."""
        for process in (self.process.pid, *children(self.process.pid)):
            try:
                os.kill(process, number)
            except ProcessLookupError:
                continue

    def end_connections(self):
        with self.connect() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )

    @contextmanager
    def locked(self, *tables):
        """Hold the tables so that nobody else can even read them."""
        with self.connect() as connection, connection.transaction():
            connection.execute(
                f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE"
            )
            yield


def children(parent):
    """Return the processes that a process started."""
    path = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(child) for child in re.findall(r"\d+", path.read_text())]
