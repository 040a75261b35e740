"""Nodes as the public site runs them, and Varnish in front of them."""

import os
import re
import signal
import subprocess
from abc import ABC, abstractmethod
from pathlib import Path

from tests.browser.sites import ROOT, free_port
from tests.cluster.database import children
from tests.cluster.traffic import HOST, ask
from tests.deploy.programs import UNIT, configured_for, program, wait_for

STOP_LIMIT = 20


class Server(ABC):
    """A program that serves a port, and may be killed and started again."""

    def __init__(self, name, folder):
        self.name, self.folder, self.port = name, folder, free_port()
        self.process = None
        folder.mkdir()

    @abstractmethod
    def command(self):
        """Return what starts it."""

    def environment(self):
        return dict(os.environ)

    def answers(self):
        return ask(self.name, self.port, "/healthz", seconds=1).status == 200

    def start(self):
        with Path(f"{self.folder}.log").open("a") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own server
                self.command(),
                cwd=ROOT,
                env=self.environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_for(lambda: self.answers() or self.process.poll() is not None)
        if self.process.poll() is not None:
            raise RuntimeError(Path(f"{self.folder}.log").read_text())

    def kill(self):
        """Kill it and all that it started at once."""
        if self.process.poll() is None:
            for group in (self.process.pid, *self.started()):
                os.killpg(group, signal.SIGKILL)
            self.process.wait(STOP_LIMIT)

    def started(self):
        """Return processes of it that have a group of their own."""
        return []


class Node(Server):
    def __init__(self, name, folder, database, edges):
        super().__init__(name, folder)
        self.settings = {
            "DJANGO_SETTINGS_MODULE": "hstf_site.settings.production",
            "SECRET_KEY": "kept by a test 0123456789 abcdefghijklmnopqrstuvwxyz",
            "ALLOWED_HOSTS": HOST,
            "PUBLIC_URL": f"https://{HOST}",
            "DATABASE_URL": database,
            "TRUST_PROXY_HTTPS": "true",
            "VAR_DIR": str(folder),
            "FRONTEND_CACHE_URL": ",".join(f"http://127.0.0.1:{e}" for e in edges),
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "WORKERS": "2",
        }

    def command(self):
        return [ROOT / "bin" / "keep-serving"]

    def started(self):
        return children(self.process.pid)

    def environment(self):
        return {**os.environ, **self.settings}

    def is_ready(self):
        return ask(self.name, self.port, "/readyz", seconds=1).status == 200

    def reload(self):
        """Have another release take over; here, it is the same."""
        self.process.send_signal(signal.SIGHUP)


class Edge(Server):
    """Varnish, which asks both nodes."""

    def ask_of(self, nodes):
        rules = configured_for(*(node.port for node in nodes))
        (self.folder / "default.vcl").write_text(rules)

    def command(self):
        command = [program("varnishd"), "-F", "-j", "none", "-T", "none"]
        command += ["-n", self.folder / "work", "-a", f"127.0.0.1:{self.port}"]
        command += ["-f", self.folder / "default.vcl"]
        for letter, value in re.findall(r"-([sp]) (\S+)", UNIT.read_text()):
            command += [f"-{letter}", value]
        return [*command, "-p", "vsl_space=2m", "-p", "thread_pool_min=10"]

    def answers(self):
        return ask(self.name, self.port, "/healthz", seconds=1).status != 0
