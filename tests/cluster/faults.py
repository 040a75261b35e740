"""The faults, each with how long it lasts in CI and by `make faults`."""

import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass

from tests.cluster.judging import Trouble, judge

CALM = 4  # seconds before and after each
EVERYBODY_HEARD = 1.0  # seconds after which a commit is known everywhere
TABLES = "wagtailcore_page", "site_details_sitedetails"


@dataclass(frozen=True)
class Fault:
    name: str
    short: float  # seconds
    long: tuple
    happens: Callable
    away: frozenset = frozenset()
    cut: frozenset = frozenset()
    excused: frozenset = frozenset()


@contextmanager
def nothing(cluster):
    yield


@contextmanager
def database_stopped(cluster):
    cluster.database.stop()
    try:
        yield
    finally:
        cluster.database.start()


@contextmanager
def database_frozen(cluster):
    cluster.database.freeze()
    try:
        yield
    finally:
        cluster.database.thaw()


@contextmanager
def connections_ended(cluster):
    cluster.database.end_connections()
    yield


@contextmanager
def tables_locked(cluster):
    with cluster.database.locked(*TABLES):
        yield


@contextmanager
def node_killed(cluster):
    cluster.nodes[0].kill()
    try:
        yield
    finally:
        cluster.nodes[0].start()


@contextmanager
def node_reloaded(cluster):
    cluster.nodes[0].reload()
    yield


@contextmanager
def varnish_killed(cluster):
    cluster.edges[0].kill()
    try:
        yield
    finally:
        cluster.edges[0].start()


@contextmanager
def link_cut(cluster):
    with cluster.link.cut():
        yield


ONE, TWO = frozenset({"node 1"}), frozenset({"node 2"})
EDGES = frozenset({"edge 1", "edge 2"})
ALL = ONE | TWO | EDGES
FAULTS = [
    Fault("nothing", 10, (30,), nothing),
    Fault("database stopped", 10, (30, 300), database_stopped, excused=ALL),
    Fault("database frozen", 10, (60,), database_frozen, excused=ALL),
    Fault("connections ended", 6, (20,), connections_ended),
    Fault("tables locked", 10, (20, 60), tables_locked, excused=ALL),
    Fault("node killed", 8, (60,), node_killed, away=ONE, excused=ONE | EDGES),
    Fault("node reloaded", 15, (40,), node_reloaded),
    Fault("Varnish killed", 5, (30,), varnish_killed, away=frozenset({"edge 1"})),
    Fault("link cut", 12, (60,), link_cut, cut=TWO, excused=TWO | EDGES),
]


def suffer(cluster, fault, seconds):
    """Let a fault happen with readers and a publisher at work; return the verdict."""
    begun = time.time()
    time.sleep(CALM)
    for step in ("withdraw", "hide", "article", "setting"):
        cluster.desk.do(step)
    time.sleep(EVERYBODY_HEARD)
    broken = time.time()
    with fault.happens(cluster):
        time.sleep(seconds)
    healed = time.time()
    time.sleep(CALM + 2)
    trouble = Trouble(broken, healed, fault.away, fault.cut, fault.excused)
    verdict = judge(
        cluster.traffic.since(begun), list(cluster.desk.commits), trouble, cluster.shows
    )
    verdict.misses["lost"] = cluster.lost()
    return verdict
