"""How soon a publication appears on every type of page, on both workers at once."""

import statistics
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.load import BROWSER
from benchmarks.programs import get, granian, say
from benchmarks.site import make_site, run_inside
from benchmarks.table import Measurement

PAGES = {
    "home": "/",
    "listing": "/news/",
    "feed": "/news/atom/",
    "sitemap": "/sitemap.xml",
    "record": "/record/",
    "CSV": "/record.csv",
    "JSON": "/record.json",
}
GOAL = 1.0  # seconds
LONGEST = 180  # with the start of the process that publishes
# Each uses its own connection, so that both workers are reached.
IN_A_ROW = 12
# Seconds between two requests. Requesting more often would take processor time from
# what is measured.
PAUSE = 0.02


def seconds_until_seen(port: int, path: str, word: str, told: dict[str, float]) -> None:
    """Record when pages with these words arrived, and none without them after that."""
    since, seen = 0.0, 0
    end = time.time() + LONGEST
    while seen < IN_A_ROW and time.time() < end:
        # Without any encoding, so that the bytes can be searched.
        _status, _headers, body = get(port, path)
        if word.encode() in body:
            since, seen = (time.time() if seen == 0 else since), seen + 1
        else:
            seen = 0
        time.sleep(PAUSE)
    told[path] = since if seen >= IN_A_ROW else float("inf")


def times_until_seen(
    ports: Sequence[int], settings: dict[str, str], rounds: int
) -> dict[str, list[float]]:
    """Return, for each page, the seconds of each round until all ports showed it."""
    found: dict[str, list[float]] = {name: [] for name in PAGES}
    for number in range(rounds):
        word = f"zebra{time.time_ns()}"
        for port in ports:
            for path in list(PAGES.values()) * 6:
                get(port, path, **BROWSER)
        told: list[dict[str, float]] = [{} for _ in ports]
        threads = [
            threading.Thread(target=seconds_until_seen, args=(port, path, word, seen))
            for port, seen in zip(ports, told, strict=True)
            for path in PAGES.values()
        ]
        for thread in threads:
            thread.start()
        done = run_inside(settings, "benchmarks.publish", word)
        committed = float(done.split()[-1])  # after the audit log
        for thread in threads:
            thread.join()
        for name, path in PAGES.items():
            last = max(seen[path] for seen in told)
            found[name].append(max(0.0, last - committed))
        slowest = max(PAGES, key=lambda name: found[name][-1])
        say(f"  round {number + 1}: {slowest} after {found[slowest][-1]:.2f} s")
    return found


def measure(folder: Path, rounds: int, seconds: float) -> list[Measurement]:
    settings = make_site(folder.parent / "site")
    with granian("hstf_site.wsgi:application", settings) as port:
        found = times_until_seen([port], settings, rounds)
    return [
        as_row(f"Published, seen on both workers: {name}", times)
        for name, times in found.items()
    ]


def as_row(what: str, times: Sequence[float], goal: float = GOAL) -> Measurement:
    return Measurement(
        what,
        f"{statistics.median(times):.2f} s (worst {max(times):.2f} s)",
        f"{goal:.0f} s",
        max(times) / goal,
        "≤ 1",
    )
