"""Kept pages at a steady rate, with and without much beside them that is not kept."""

import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from threading import Event
from urllib.parse import quote_plus

from benchmarks.load import BROWSER
from benchmarks.look_ups import look_up
from benchmarks.nodes import addresses
from benchmarks.programs import get, granian, program, say
from benchmarks.rotating import Rotation, rotate
from benchmarks.site import make_site
from benchmarks.table import Measurement, compare
from places.geography import states_by_prefix
from places.zip_codes import zips_of

RATE = 5_000  # kept pages a second
SEED = 4
FIRST = 2_000  # other ZIP codes, which have the pages made to which they lead
# Of what people search for; a part of them is misspelled below.
SUBJECTS = [
    *("arrests", "fentanyl", "pills", "charter", "surge", "seizures", "cartels"),
    *("trafficking", "smuggling", "weapons", "firearms", "indictments"),
    *("sentences", "agents", "office", "task", "force", "director", "national"),
    *("center", "report", "tip", "contact", "press", "data", "sources", "budget"),
    *("Texas", "Houston", "Miami", "Chicago", "MS-13", "3,266", "91", "metric"),
    *("tons", "who", "leads", "how", "many", "what", "is", "where", "when", "did"),
    *("it", "begin", "ayuda", "denunciar", "armas", "El Paso"),
]


def new_zip_codes() -> Iterator[str]:
    """Return every ZIP code once, in an order that is the same in each run."""
    states = sorted(
        {state for states in states_by_prefix().values() for state in states}
    )
    codes = [each.code for state in states for each in zips_of(state)]
    random.Random(SEED).shuffle(codes)  # noqa: S311 - not for secrets
    return cycle(codes)


def new_searches() -> Iterator[str]:
    """Return what nobody has searched for yet: one to five words, some misspelled."""
    chance, seen = random.Random(SEED), set()  # noqa: S311 - not for secrets
    while True:
        words = chance.sample(SUBJECTS, chance.randint(1, 5))
        if chance.random() < 0.3:
            where = chance.randrange(len(words))
            words[where] = misspelled(words[where], chance)
        if (text := " ".join(words)) not in seen:
            seen.add(text)
            yield text


def misspelled(word: str, chance: random.Random) -> str:
    """Return a word of which two letters have changed places."""
    at = chance.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def read_look_up(port: int, text: str) -> list[int]:
    """Look up a text as a reader does, and return each status."""
    status, headers, _body = get(port, look_up(text), **BROWSER)
    told = {name.lower(): value for name, value in headers.items()}
    if status != 302:
        return [status]
    return [status, get(port, told["location"], **BROWSER)[0]]


def read_search(port: int, text: str) -> list[int]:
    return [get(port, f"/search/?q={quote_plus(text)}", **BROWSER)[0]]


@dataclass
class Beside:
    """What others ask for meanwhile, so many times a second."""

    what: str
    a_second: int
    texts: Iterator[str]
    read: Callable[[int, str], list[int]]
    rotations: list[Rotation] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def ask_steadily(self, port: int, is_over: Event) -> None:
        """Ask so many times a second, however long the answers take."""
        with ThreadPoolExecutor(64) as readers:
            jobs, due = [], time.monotonic()
            while not is_over.is_set():
                jobs.append(readers.submit(self.read, port, next(self.texts)))
                due += 1 / self.a_second
                time.sleep(max(0.0, due - time.monotonic()))
            for job in jobs:
                self.statuses.update(job.result())

    def take(self, port: int, rotation: Callable[[], Rotation]) -> None:
        is_over = Event()
        with ThreadPoolExecutor(1) as other:
            job = other.submit(self.ask_steadily, port, is_over)
            try:
                self.rotations.append(rotation())
            finally:
                is_over.set()
            job.result()


def flood(
    folder: Path, rounds: int, seconds: float, rate: int = RATE
) -> list[Measurement]:
    """Request kept pages at a steady rate: alone, beside look-ups, beside searches."""
    program("wrk", "wrk")
    settings = make_site(folder.parent / "site")
    alone: list[Rotation] = []
    codes = new_zip_codes()
    both = [
        Beside("ZIP codes", 50, codes, read_look_up),
        Beside("searches", 30, new_searches(), read_search),
    ]
    with granian("hstf_site.wsgi:application", settings) as port:
        pages, _others = addresses(port)
        rotate(port, pages, folder, seconds=2)  # warms both workers
        say("  making the pages to which ZIP codes lead")
        with ThreadPoolExecutor(4) as readers:
            list(readers.map(partial(read_look_up, port), islice(codes, FIRST)))
        rotation = partial(rotate, port, pages, folder, seconds=10 * seconds, rate=rate)
        for number in range(1, rounds + 1):
            alone.append(rotation())
            for beside in both:
                beside.take(port, rotation)
            said = ", ".join(f"with {b.what} {b.rotations[-1].p99:.1f}" for b in both)
            say(f"  round {number} of {rounds}: p99 {alone[-1].p99:.1f} ms, {said}")
    return [row for beside in both for row in rows(alone, beside, rate)]


def rows(alone: list[Rotation], beside: Beside, rate: int) -> list[Measurement]:
    sent = statistics.median(each.rate for each in beside.rotations)
    failed = sum(times for status, times in beside.statuses.items() if status >= 500)
    failed += sum(each.refused + each.broken for each in (*alone, *beside.rotations))
    say(f"  statuses of {beside.what}: {dict(beside.statuses)}")
    return [
        compare(
            f"p99 of {rate:,} kept pages/s, with {beside.a_second} new {beside.what}/s;"
            " without",
            [each.p99 for each in beside.rotations],
            [each.p99 for each in alone],
            "≤ 2",
            "{:,.1f} ms",
        ),
        Measurement(
            f"Kept pages that were sent beside {beside.what}; offered",
            f"{sent:,.0f}/s",
            f"{rate:,}/s",
            sent / rate,
            "≥ 0.95",
        ),
        Measurement(
            f"Failures (5xx) beside {beside.what}",
            f"{failed:,} of {beside.statuses.total():,}",
            "0",
            failed,
            "≤ 0",
        ),
    ]
