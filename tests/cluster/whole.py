"""Everything together: a database, two nodes, Varnish, readers and a publisher."""

import re
import subprocess
import sys
import time
from contextlib import ExitStack

from benchmarks.programs import say
from tests.browser.sites import ROOT
from tests.cluster.database import Database, installed
from tests.cluster.desk import EDITS, ROUND, Desk
from tests.cluster.link import Link
from tests.cluster.machines import Edge, Node
from tests.cluster.traffic import COME_AND_GO, EDGE, KEPT, NODE, Traffic, ask
from tests.deploy.programs import find_program, pretend_to_have_collected, wait_for


class Cluster:
    """Node 2 reaches the database through a link that can be cut."""

    def __init__(self, folder, a_second=60, pace=1.0):
        self.folder, self.a_second, self.pace = folder, a_second, pace
        self.stack = ExitStack()

    def __enter__(self):
        with ExitStack() as stack:
            self.start(stack)
            self.stack = stack.pop_all()
        return self

    def __exit__(self, *_):
        self.stack.close()

    def start(self, stack):
        self.database = Database(self.folder / "postgres.log")
        stack.callback(self.database.close)
        self.database.start()
        self.link = stack.enter_context(Link(self.database.port))
        self.edges = [Edge(f"{EDGE} {n}", self.folder / f"edge{n}") for n in (1, 2)]
        edges = [edge.port for edge in self.edges]
        self.nodes = [
            Node(
                f"{NODE} {n}", self.folder / f"node{n}", self.database.address(p), edges
            )
            for n, p in ((1, self.database.port), (2, self.link.port))
        ]
        self.fill()
        for node in self.nodes:
            stack.callback(node.kill)
            pretend_to_have_collected(node.folder / "static")
            node.start()
        for edge in self.edges:
            stack.callback(edge.kill)
            edge.ask_of(self.nodes)
            edge.start()
        log = stack.enter_context((self.folder / "publisher.log").open("w"))
        settings = self.nodes[0].environment() | {"VAR_DIR": str(self.folder / "desk")}
        self.desk = stack.enter_context(Desk(settings, log, self.pace))
        self.doors = {each.name: each.port for each in (*self.nodes, *self.edges)}
        self.shows = self.warmed()
        self.traffic = stack.enter_context(Traffic(self.doors, self.a_second))
        self.desk.thread.start()

    def fill(self):
        begun = time.monotonic()
        for arguments in (["migrate", "--verbosity", "0"], ["seed_site"]):
            subprocess.run(  # noqa: S603 - our own commands
                [sys.executable, "manage.py", *arguments],
                cwd=ROOT,
                env=self.nodes[0].environment(),
                check=True,
                stdout=subprocess.DEVNULL,
            )
        say(f"filled a site in {time.monotonic() - begun:.0f} s")

    def warmed(self):
        """Ask for each page at each door; return which marks each shows."""
        for step in ROUND:
            self.desk.do(step)
        shows = {}
        for path in (*KEPT, *COME_AND_GO):
            for door, port in self.doors.items():
                for _ in range(3):
                    found = ask(door, port, path, seconds=30)
                    assert path in COME_AND_GO or found.status == 200, found
            shows[path] = set(found.marks) & EDITS
        return shows

    def revisions(self):
        """Return the marks of all versions that the database has."""
        wait_for(self.database.answers)
        with self.database.connect() as connection:
            rows = connection.execute("SELECT content::text FROM wagtailcore_revision")
            told = " ".join(content for (content,) in rows)
        return {(kind, int(n)) for kind, n in re.findall(r"zq([a-z]+)(\d+)q", told)}

    def lost(self):
        there = self.revisions()
        return [
            commit
            for commit in self.desk.commits
            if commit.step in EDITS and (commit.step, commit.number) not in there
        ]


def missing():
    """Return what has to be installed for this."""
    needed = {"postgresql": installed(), "varnish": find_program("varnishd")}
    return [package for package, found in needed.items() if not found]
