"""How soon a publication appears on every type of page, on both workers at once."""

import os
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

from benchmarks.load import BROWSER
from benchmarks.programs import ROOT, get, granian, say
from benchmarks.site import make_site
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
    """Record when pages with the word arrived, and none without it after that."""
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


def measure(folder: Path, rounds: int, seconds: float) -> list[Measurement]:
    settings = make_site(folder.parent / "site")
    worst: dict[str, list[float]] = {name: [] for name in PAGES}
    with granian("hstf_site.wsgi:application", settings) as port:
        for number in range(rounds):
            word = f"zebra{time.time_ns()}"
            for path in PAGES.values():
                for _ in range(6):
                    get(port, path, **BROWSER)
            told: dict[str, float] = {}
            threads = [
                threading.Thread(
                    target=seconds_until_seen, args=(port, path, word, told)
                )
                for path in PAGES.values()
            ]
            for thread in threads:
                thread.start()
            done = subprocess.run(  # noqa: S603, all of it is ours
                [sys.executable, "-m", "benchmarks.publish", word],
                cwd=ROOT,
                env=os.environ | settings,
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            )
            committed = float(done.stdout.split()[-1])  # after the audit log
            for thread in threads:
                thread.join()
            for name, path in PAGES.items():
                worst[name].append(max(0.0, told[path] - committed))
            slowest = max(PAGES, key=lambda name: worst[name][-1])
            say(f"  round {number + 1}: {slowest} after {worst[slowest][-1]:.2f} s")
    return [
        Measurement(
            f"Published, seen on both workers: {name}",
            f"{statistics.median(times):.2f} s (worst {max(times):.2f} s)",
            f"{GOAL:.0f} s",
            max(times) / GOAL,
            "≤ 1",
        )
        for name, times in worst.items()
    ]
