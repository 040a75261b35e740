"""Two nodes that share a database: when a change is seen, and who waited for it."""

import math
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from threading import Event

from benchmarks.load import BROWSER
from benchmarks.programs import get, granian, postgres, say
from benchmarks.site import make_site, run_inside
from benchmarks.table import Measurement
from benchmarks.visible import as_row, seconds_until_seen, times_until_seen

A_SECOND = 50  # requests, of both nodes together
BUSIEST = 20
# The others are asked for this much less often.
SELDOM = 10
FOUND_GOAL = 2.0  # seconds
AFTER_A_CHANGE = 4  # seconds
Reader = tuple[bool, float]  # whether it was rendered for him, and the seconds


def addresses(port: int) -> tuple[list[str], list[str]]:
    """Return the twenty pages that are asked for most, and the others."""
    _status, _headers, body = get(port, "/sitemap.xml")
    pages = [
        "/" + part.partition("</loc>")[0].split("/", 3)[3]
        for part in body.decode().split("<loc>")[1:]
    ]
    pages.sort(key=lambda path: (path.count("/"), path))
    # The help page is kept by other rules.
    pages = [path for path in pages if not path.startswith("/help/")]
    return pages[:BUSIEST], pages[BUSIEST:]


def in_order(busiest: list[str], others: list[str]) -> Iterator[str]:
    often, seldom = cycle(busiest), cycle(others)
    while True:
        for _ in range(SELDOM):
            yield next(often)
        yield next(seldom)


def ask(port: int, path: str) -> tuple[str, Reader]:
    begun = time.perf_counter()
    _status, headers, _body = get(port, path, **BROWSER)
    told = {name.lower(): value for name, value in headers.items()}
    was_rendered = "fwd=" in told["cache-status"]
    return path, (was_rendered, time.perf_counter() - begun)


def read_steadily(
    ports: list[int], paths: Iterator[str], is_over: Callable[[], bool]
) -> dict[str, list[Reader]]:
    """Ask `A_SECOND` times a second, each node in turn, however long answers take."""
    found: dict[str, list[Reader]] = defaultdict(list)
    with ThreadPoolExecutor(64) as readers:
        jobs, due = [], time.monotonic()
        turns = cycle(ports)
        while not is_over():
            jobs.append(readers.submit(ask, next(turns), next(paths)))
            due += 1 / A_SECOND
            time.sleep(max(0.0, due - time.monotonic()))
    for path, reader in (job.result() for job in jobs):
        found[path].append(reader)
    return found


def seconds_of_render(port: int, paths: list[str]) -> float:
    """Return how long a page takes that is not kept, on a node with nothing to do."""
    times = []
    for path in paths[:BUSIEST]:
        begun = time.perf_counter()
        get(port, path, Authorization="none")  # such a request is passed on
        times.append(time.perf_counter() - begun)
    return max(times)


def readers_after_changes(
    ports: list[int], settings: dict[str, str], rounds: int
) -> list[Measurement]:
    busiest, others = addresses(ports[0])
    for port in ports:
        for path in (*busiest * 2, *others):
            get(port, path, **BROWSER)
    one_render = seconds_of_render(ports[0], [*busiest, *others])
    is_over = Event()
    with ThreadPoolExecutor(1) as publisher:
        jobs = publisher.submit(publish_again, settings, rounds, is_over)
        found = read_steadily(ports, in_order(busiest, others), is_over.is_set)
        jobs.result()
    often = [reader for path in busiest for reader in found[path]]
    seldom = [reader for path in others for reader in found[path]]
    waited = sum(was_rendered for was_rendered, _ in often)
    p99 = percentile([seconds for _, seconds in seldom], 99)
    return [
        Measurement(
            f"Waited for a render after a change: readers of the {BUSIEST} busiest",
            f"{waited:,} of {len(often):,}",
            "0",
            waited / len(often),
            "≤ 0",
        ),
        Measurement(
            f"p99 of {len(seldom):,} readers of other pages; the longest render",
            f"{p99 * 1000:.0f} ms",
            f"{one_render * 1000:.0f} ms",
            p99 / one_render,
            "≤ 1",
        ),
    ]


def times_until_found(
    ports: list[int], settings: dict[str, str], rounds: int
) -> list[float]:
    """Return the seconds of each round until every process found what is new."""
    times = []
    for number in range(rounds):
        word = f"ibex{time.time_ns()}"
        # The page quotes what was searched for: only the link says that it was found.
        path, link = f"/search/?q={word}", f'href="/news/{word}/'
        told: list[dict[str, float]] = [{} for _ in ports]
        with ThreadPoolExecutor(len(ports)) as readers:
            jobs = [
                readers.submit(seconds_until_seen, port, path, link, seen)
                for port, seen in zip(ports, told, strict=True)
            ]
            done = run_inside(settings, "benchmarks.publish", word)
            for job in jobs:
                job.result()
        committed = float(done.split()[-1])  # after the audit log
        times.append(max(0.0, max(seen[path] for seen in told) - committed))
        say(f"  round {number + 1}: found after {times[-1]:.2f} s")
    return times


def publish_again(settings: dict[str, str], rounds: int, is_over: Event) -> None:
    try:
        for number in range(rounds):
            run_inside(settings, "benchmarks.publish", f"okapi{time.time_ns()}")
            time.sleep(AFTER_A_CHANGE)
            say(f"  change {number + 1} of {rounds}")
    finally:
        is_over.set()


def percentile(values: list[float], number: int) -> float:
    return sorted(values)[math.ceil(len(values) * number / 100) - 1]


def measure(folder: Path, rounds: int, seconds: float) -> list[Measurement]:
    with ExitStack() as stack:
        database = f"{stack.enter_context(postgres())}/postgres"
        nodes = [make_site(folder / "one", database)]
        nodes.append(make_site(folder / "two", database))
        ports = [
            stack.enter_context(granian("hstf_site.wsgi:application", settings))
            for settings in nodes
        ]
        found = times_until_seen(ports, nodes[0], rounds)
        # Of each round, the page that came last.
        last = [max(times) for times in zip(*found.values(), strict=True)]
        return [
            as_row("Published, seen on two nodes: the last of seven pages", last),
            as_row(
                "Published, found by the search in every process of two nodes",
                times_until_found(ports, nodes[0], rounds),
                FOUND_GOAL,
            ),
            *readers_after_changes(ports, nodes[0], rounds),
        ]
