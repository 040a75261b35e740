"""
Two nodes with two processes each, on a clock and a database that a test moves by hand.

The nodes are the real ones: the watcher, the generation, the file that processes share,
and the page cache with its copies on disk. Pretended are the database, the network, the
passing of time and the threads, so that any order of events can be tried.
"""

from concurrent.futures import Future
from dataclasses import dataclass, field

import psycopg

from page_cache import watching
from page_cache.generation import KnownGeneration, Withdrawn
from page_cache.node import Node
from page_cache.page_files import PageFiles
from page_cache.policy import CachePolicy
from page_cache.wsgi import PageCache

TICK = 0.1  # seconds
ASK_EVERY, AGAIN_AFTER = watching.ASK_EVERY, watching.AGAIN_AFTER
NODES = (0, 1)
LATEST = 3.0  # seconds after a commit, by when every reader must see it
SURE = 2.2  # seconds after which no node may think that it knows
PATHS = ["/", "/gone/"]
GONE = "/gone/"


@dataclass
class Content:
    """What the database holds. `commits`: when each version was committed."""

    commits: list
    is_withdrawn: bool = False
    stamp: int = 1 << 20
    withdrawals: list = field(default_factory=list)
    withdrawn_in: list = field(default_factory=list)  # versions

    @property
    def version(self):
        return len(self.commits) - 1


class Session:
    """A watcher's connection. `notices` counts those that have arrived."""

    def __init__(self, process):
        self.process, self.notices = process, 0
        self.process.must_reach()

    def ask(self, after):
        self.process.must_reach()
        content = self.process.world.content
        answer = content.stamp, [w for w in content.withdrawals if w.stamp > after]
        begun = self.process.world.now
        self.process.world.during("answer")
        self.process.must_reach()
        if self.process.world.now - begun > watching.LONGEST_ANSWER:
            raise psycopg.OperationalError("pretended")
        return answer

    def close(self):
        self.notices = 0


class Job(Future):
    """Runs when somebody waits for it, or when its turn comes."""

    def __init__(self, work, arguments):
        super().__init__()
        self.work, self.arguments = work, arguments

    def result(self, timeout=None):
        self.run()
        return super().result()

    def run(self):
        if self.work:
            work, self.work = self.work, None
            self.set_result(work(*self.arguments))


class Jobs(list):
    def submit(self, work, *arguments):
        self.append(Job(work, arguments))
        return self[-1]


class Process:
    """One process that serves the site, without the loops of its threads."""

    def __init__(self, world, node, folder):
        self.world, self.node = world, node
        self.generation = KnownGeneration(Node(folder / "generation"), world.clock)
        self.watcher = watching.Watcher(self.generation, lambda: Session(self))
        self.watcher.moved.append(self.note_move)
        self.cache = PageCache(
            self.site,
            self.generation,
            CachePolicy(),
            PageFiles(folder / "pages", "of this test", 1 << 20),
            clock=lambda: world.now + world.wrong_by,
        )
        self.jobs = self.cache.renewals.pool = Jobs()
        self.session, self.is_asking, self.busy_until = None, False, 0.0
        # Each began at another moment.
        self.next_ask = world.now + len(world.processes) * ASK_EVERY / 4
        self.to_sweep, self.sweep_at = False, 0.0

    def must_reach(self):
        if self.node in self.world.cut:
            raise psycopg.OperationalError("pretended")

    def site(self, environ, start_response):
        """Render what the database holds, as the site does."""
        self.must_reach()
        if self.world.is_locked:
            raise psycopg.OperationalError("pretended")
        self.world.is_rendering = True
        self.world.during("render")
        content = self.world.content
        body = str(content.version).encode()
        is_gone = environ["PATH_INFO"] == GONE and content.is_withdrawn
        self.world.during("sent")
        self.world.is_rendering = False
        start_response(
            "404 Not Found" if is_gone else "200 OK",
            [("Cache-Control", "public, s-maxage=30"), ("Content-Type", "text/plain")],
        )
        return [body]

    # What its threads do

    def note_move(self):
        self.to_sweep = True

    def watch(self):
        """Go once through the watcher's loop, if it is time."""
        is_told = self.session is not None and self.session.notices
        if self.is_asking or (self.world.now < self.next_ask and not is_told):
            return
        self.is_asking = True
        try:
            self.session = self.session or self.watcher.connect()
            self.session.notices = 0
            self.watcher.ask(self.session)
            self.next_ask = self.world.now + ASK_EVERY
        except psycopg.OperationalError:
            self.session, self.next_ask = None, self.world.now + AGAIN_AFTER
        finally:
            self.is_asking = False

    def work(self):
        """Render what is due in the background."""
        if self.world.now < self.busy_until:
            return
        for job in self.jobs:
            job.run()
        self.jobs.clear()
        if self.to_sweep and self.world.now >= self.sweep_at:
            left = [k for k in self.cache.all_keys() if not self.cache.renew(k)]
            self.to_sweep = bool(left)
            self.sweep_at = self.world.now + self.to_sweep

    def read(self, path):
        """Return a reader's answer: status, version, and whether it says it is old."""
        told = {}

        def start_response(status, headers, *error):
            told["status"] = status[:3]
            told["is_stale"] = "detail=stale" in dict(headers)["Cache-Status"]

        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "HTTP_HOST": "www.example.org",
            "wsgi.url_scheme": "https",
        }
        try:
            body = b"".join(self.cache(environ, start_response))
        except psycopg.OperationalError:
            return "503", None, False
        version = int(body) if body.isdigit() else None
        return told["status"], version, told["is_stale"]


class World:
    """
    `cut`: nodes that do not reach the database. `is_locked`: nothing can be rendered,
    although the watchers are answered.
    """

    def __init__(self, folder):
        self.now, self.wrong_by = 1000.0, 0.0
        self.content, self.cut, self.is_locked = Content([self.now]), set(), False
        self.plans = {"answer": [], "render": [], "sent": []}
        for node in NODES:
            (folder / str(node)).mkdir()
        self.processes = []
        for node in (0, 0, 1, 1):
            self.processes.append(Process(self, node, folder / str(node)))
        self.is_rendering = False
        self.seen = {}  # by node and path: the newest version that a reader got
        self.heard_since = dict.fromkeys(NODES, self.now)
        self.rendered_since = dict.fromkeys(NODES, self.now)

    def clock(self):
        return self.now

    # What may happen

    def commit(self, kind, heard):
        """Commit a change, of whose notice only some processes hear."""
        content = self.content
        content.commits.append(self.now)
        content.stamp += (1 << 20) + len(content.commits) % 3
        if kind:
            content.is_withdrawn = kind == "withdraws"
        if kind == "withdraws":
            content.withdrawals.append(Withdrawn(GONE, content.stamp))
            content.withdrawn_in.append(content.version)
        for number in heard:
            process = self.processes[number]
            if process.session and process.node not in self.cut:
                process.session.notices += 1

    def reconnect(self, number):
        self.processes[number].session = None

    def cut_off(self, node, is_cut):
        (self.cut.add if is_cut else self.cut.discard)(node)
        self.heard_since[node] = self.rendered_since[node] = self.now

    def lock(self, is_locked):
        self.is_locked = is_locked
        self.rendered_since = dict.fromkeys(NODES, self.now)

    def step_clock(self, seconds):
        self.wrong_by += seconds

    def plan(self, when, events):
        """Let something happen in the middle of the next answer or render."""
        self.plans[when] = events

    def during(self, when):
        events, self.plans[when] = self.plans[when], []
        for name, *more in events:
            getattr(self, name)(*more)

    def keep_busy(self, number, seconds):
        """Leave a process no time to render in the background."""
        self.processes[number].busy_until = self.now + seconds

    def hear(self, number):
        """Have a process ask, unless it is just doing that."""
        self.processes[number].next_ask = 0.0
        self.processes[number].watch()

    def pass_time(self, seconds):
        until = self.now + seconds
        while self.now < until:
            self.now += TICK
            for process in self.processes:
                process.watch()
            for process in self.processes:
                process.work()

    def hang(self, seconds):
        """Let time pass in which nobody else has a turn."""
        self.now += seconds
        for since in (self.heard_since, self.rendered_since):
            since.update(dict.fromkeys(NODES, self.now))

    # What must hold

    def look(self, numbers):
        if self.is_rendering:  # nobody waits for a page in the middle of itself
            return
        for number in numbers:
            for path in PATHS:
                self.read(number, path)

    def read(self, number, path):
        node, begun = self.processes[number].node, self.now
        status, version, is_stale = self.processes[number].read(path)
        if version is None:
            has_copy = path != GONE and (node, path) in self.seen
            assert not has_copy, "a kept page failed"
            assert self.is_locked or node in self.cut, "failed without a reason"
            return
        before = self.seen.get((node, path), 0)
        assert version >= before, "older than for a reader before"
        self.seen[node, path] = version
        if not is_stale:
            assert version >= self.due(begun - SURE), "old, and does not say so"
        if self.since(self.rendered_since, node) > LATEST:
            assert version >= self.due(begun - LATEST), "older than three seconds"
        if status == "200" and self.since(self.heard_since, node) > LATEST:
            gone = [n for n in self.content.withdrawn_in if version < n]
            assert path != GONE or not gone or gone[0] > self.due(begun - LATEST), (
                "withdrawn three seconds before"
            )

    def due(self, moment):
        """Return the newest version that had been committed by a moment."""
        return sum(when <= moment for when in self.content.commits) - 1

    def since(self, told, node):
        is_away = node in self.cut or (told is self.rendered_since and self.is_locked)
        return 0.0 if is_away else self.now - told[node]
