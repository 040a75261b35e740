"""A look-up that is repeated, against a kept page; and many new ones beside pages."""

import random
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from threading import Event

from benchmarks.load import BROWSER
from benchmarks.nodes import addresses
from benchmarks.programs import get, granian, program, say
from benchmarks.rotating import Rotation, rotate
from benchmarks.site import make_site
from benchmarks.table import Measurement, compare
from places.geography import states_by_prefix
from places.zip_codes import zips_of

REPEATED = [
    "77002",
    "60601",
    "El Paso",
    "Texas",
    "Miami",
    "NYC",
    "79901",
    "Harris County",
]
NEW_A_SECOND = 50
RATE = 5_000  # kept pages a second
SEED = 4
FIRST = 2_000  # others, which have the pages made to which they lead


def led(port: int, text: str) -> str:
    """Look up a text, and return the path where it leads; empty if nowhere."""
    status, headers, _body = get(port, look_up(text), **BROWSER)
    told = {name.lower(): value for name, value in headers.items()}
    return told["location"] if status == 302 else ""


def look_up(text: str) -> str:
    return f"/regions/?q={text.replace(' ', '+')}"


def measure(folder: Path, rounds: int, seconds: float) -> list[Measurement]:
    """Compare how many readers a second see the answer of a repeated look-up."""
    program("wrk", "wrk")
    settings = make_site(folder.parent / "site")
    with granian("hstf_site.wsgi:application", settings) as port:
        pairs = {text: led(port, text) for text in REPEATED}
        for text in [text for text, page in pairs.items() if not page]:
            say(f"  {text} leads nowhere, and is left out")
            del pairs[text]
        pages = list(pairs.values())
        both = [path for text, page in pairs.items() for path in (look_up(text), page)]
        found: dict[str, list[float]] = {"page": [], "look-up": []}

        def turn(paths: list[str], length: float) -> float:
            told = rotate(port, paths, folder, seconds=length)
            if told.refused or told.broken:
                raise SystemExit(f"Not all were answered: {told}")
            return told.rate

        for paths in (pages, both):
            turn(paths, 1)  # warms both workers
        for number in range(1, rounds + 1):
            found["page"].append(turn(pages, seconds))
            # A reader sends two requests for one look-up.
            found["look-up"].append(turn(both, seconds) / 2)
            say(f"  round {number} of {rounds}: {found['look-up'][-1]:,.0f} look-ups/s")
    return [
        compare(
            "Repeated look-up, redirect and page; kept page",
            found["look-up"],
            found["page"],
            "≥ 0.3",
        )
    ]


def new_zip_codes() -> Iterator[str]:
    """Return every ZIP code once, in an order that is the same in each run."""
    states = sorted(
        {state for states in states_by_prefix().values() for state in states}
    )
    codes = [each.code for state in states for each in zips_of(state)]
    random.Random(SEED).shuffle(codes)  # noqa: S311 - not for secrets
    return cycle(codes)


def read(port: int, text: str) -> list[int]:
    """Look up a text as a reader does, and return each status."""
    status, headers, _body = get(port, look_up(text), **BROWSER)
    told = {name.lower(): value for name, value in headers.items()}
    if status != 302:
        return [status]
    return [status, get(port, told["location"], **BROWSER)[0]]


def look_up_steadily(port: int, codes: Iterator[str], is_over: Event) -> Counter[int]:
    """Look up so many new ZIP codes a second, however long the answers take."""
    statuses: Counter[int] = Counter()
    with ThreadPoolExecutor(64) as readers:
        jobs, due = [], time.monotonic()
        while not is_over.is_set():
            jobs.append(readers.submit(read, port, next(codes)))
            due += 1 / NEW_A_SECOND
            time.sleep(max(0.0, due - time.monotonic()))
        for job in jobs:
            statuses.update(job.result())
    return statuses


def flood(
    folder: Path, rounds: int, seconds: float, rate: int = RATE
) -> list[Measurement]:
    """Request kept pages at a steady rate, with and without new look-ups beside it."""
    program("wrk", "wrk")
    settings = make_site(folder.parent / "site")
    length = 10 * seconds
    alone: list[Rotation] = []
    beside: list[Rotation] = []
    statuses: Counter[int] = Counter()
    codes = new_zip_codes()
    with ExitStack() as stack:
        port = stack.enter_context(granian("hstf_site.wsgi:application", settings))
        pages, _others = addresses(port)
        rotate(port, pages, folder, seconds=2)  # warms both workers
        say("  making the pages to which ZIP codes lead")
        with ThreadPoolExecutor(4) as readers:
            list(readers.map(partial(read, port), islice(codes, FIRST)))
        for number in range(1, rounds + 1):
            alone.append(rotate(port, pages, folder, seconds=length, rate=rate))
            is_over = Event()
            with ThreadPoolExecutor(1) as other:
                job = other.submit(look_up_steadily, port, codes, is_over)
                try:
                    told = rotate(port, pages, folder, seconds=length, rate=rate)
                finally:
                    is_over.set()
                statuses.update(job.result())
            beside.append(told)
            say(
                f"  round {number} of {rounds}: p99 {alone[-1].p99:.1f} ms, with ZIP "
                f"codes {told.p99:.1f} ms; {told.rate:,.0f}/s"
            )
    return rows(alone, beside, statuses, rate)


def rows(
    alone: list[Rotation], beside: list[Rotation], statuses: Counter[int], rate: int
) -> list[Measurement]:
    offered = f"{rate:,} kept pages/s"
    sent = statistics.median(each.rate for each in beside)
    failed = sum(times for status, times in statuses.items() if status >= 500)
    failed += sum(each.refused + each.broken for each in (*alone, *beside))
    looked_up = sum(statuses.values())
    say(f"  statuses of look-ups: {dict(statuses)}")
    return [
        compare(
            f"p99 of {offered}, with {NEW_A_SECOND} new ZIP codes/s; without",
            [each.p99 for each in beside],
            [each.p99 for each in alone],
            "≤ 2",
            "{:,.1f} ms",
        ),
        Measurement(
            "Kept pages that were sent meanwhile; offered",
            f"{sent:,.0f}/s",
            f"{rate:,}/s",
            sent / rate,
            "≥ 0.95",
        ),
        Measurement(
            "Failures (5xx) meanwhile",
            f"{failed:,} of {looked_up:,}",
            "0",
            failed,
            "≤ 0",
        ),
    ]
